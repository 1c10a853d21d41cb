/** How activations and optimizers are written, by what parameters and permalinks call them. */
const NAMES: Readonly<Record<string, string>> = {
  relu: 'ReLU',
  gelu: 'GELU',
  silu: 'SiLU',
  sgd: 'SGD',
  nesterov: 'Nesterov',
  rmsprop: 'RMSProp',
  adam: 'Adam',
};

/** An option as its reader knows it: `SGD, clipped` for `sgd, clipped`. */
export function optionName(option: string): string {
  return option.replace(/[a-z]+/g, (word) => NAMES[word] ?? word);
}
