/** How many random sums and products a device is asked for before it is believed to round to nearest. */
export const ROUNDINGS = 256;

/** How many terms the longest sum of the self-test has. */
export const LONG_SUM = 2048;
