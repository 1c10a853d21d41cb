import type { Ops } from '../../claim/ops.ts';
import type { Parameters, Values } from '../../claim/parameters.ts';
import type { HostTensor } from '../../numerics/host-tensor.ts';

/** What a figure computes: every tensor it draws, by name, from seeded inputs, with the claims' own formulas. */
export interface Figure {
  readonly parameters: Parameters;
  /** The inputs of a seed, made on the host. */
  readonly draw: (values: Values, seed: number) => Readonly<Record<string, HostTensor<Float32Array>>>;
  /** All quantities drawn, inputs included. */
  readonly compute: <T>(
    tf: Ops<T>,
    inputs: Readonly<Record<string, T>>,
    values: Values,
  ) => Readonly<Record<string, T>>;
}
