/** Colours as people see them, with and without colour blindness: for the tests of the palette. */

/** Red, green and blue as light adds them, 0 to 1. */
export type Light = readonly [number, number, number];

/** A colour as `#rrggbb`, to light. IEC 61966-2-1. */
export function lightOf(hex: string): Light {
  const channel = (from: number) => {
    const c = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** The ratio of two colours' luminances, 1 to 21. WCAG 2.2, "contrast ratio". */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [one, other].map((hex) => luminance(lightOf(hex))).sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance([r, g, b]: Light): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * What somebody who lacks one kind of cone sees, and what everybody else does.
 * @see Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color
 * Vision Deficiency", IEEE TVCG 15(6): the matrices of severity 1.0, in linear light.
 */
export const SIGHTS = {
  'full colour vision': [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

export type Sight = keyof typeof SIGHTS;

/** What of a colour somebody sees. */
export function seen([r, g, b]: Light, sight: Sight): Light {
  const m = SIGHTS[sight];
  const row = (i: number) =>
    Math.min(1, Math.max(0, (m[i] as number) * r + (m[i + 1] as number) * g + (m[i + 2] as number) * b));
  return [row(0), row(3), row(6)];
}

/** Lightness (0 to 100) and the two hue axes of OKLab, in which equal distances look about equal. Ottosson 2020. */
export function oklab([r, g, b]: Light): readonly [number, number, number] {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    100 * (0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s),
    100 * (1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s),
    100 * (0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s),
  ];
}

/** How far apart two colours look: their distance in OKLab; about 2 can just be told apart. */
export function difference(one: Light, other: Light): number {
  const [a, b] = [oklab(one), oklab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
