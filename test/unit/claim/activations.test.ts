import { expect, test } from 'vitest';
import { type Activation, activate } from '../../../src/claim/activations.ts';
import { fromRows } from '../../../src/claim/draw.ts';
import { boundedInputs, runningErrorOps } from '../../../src/claim/running-error.ts';
import { HOST_ARITHMETIC } from '../../../src/claim/trial.ts';

// What content/what-stops-the-fold.mdx says of a single unit without a monotone activation, m = (9/4, 9/4), c = −3.
test.each([
  ['gelu', [-0.004, -0.17, -0.17, 1.4]],
  ['silu', [-0.142, -0.241, -0.241, 1.226]],
] as const)('one unit with %s separates XOR', (g: Activation, said) => {
  const { z } = boundedInputs({ z: fromRows([[-3, -0.75, -0.75, 1.5]]) });
  const { data, error } = activate(runningErrorOps(HOST_ARITHMETIC), g, z);
  const [outer, inner] = [Math.min(data[0] as number, data[3] as number), data[1] as number];
  expect(outer - inner).toBeGreaterThan((error[0] as number) + (error[1] as number));
  expect(Array.from(data, (y) => Math.round(1000 * y) / 1000)).toEqual(said);
});
