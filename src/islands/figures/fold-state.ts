import type { Activation } from '../../claim/activations.ts';
import { formatEntry } from '../matrix-state.ts';
import type { Table } from './csv.ts';
import { columnNamed, type Quantities } from './figure-state.ts';

/** Both ways through the block, entry by entry. */
export interface Ways {
  readonly left: { readonly z: readonly number[]; readonly out: readonly number[] };
  readonly right: { readonly z: readonly number[]; readonly out: readonly number[] };
  /** Entry by entry, whether the outputs are the same number. */
  readonly same: readonly boolean[];
}

/** The two ways; with the identity forgotten, the right one is the false version's. */
export function waysOf(quantities: Quantities, forgotten: boolean): Ways {
  const left = { z: columnNamed(quantities, 'skipped'), out: columnNamed(quantities, 'gSkipped') };
  const right = forgotten
    ? { z: columnNamed(quantities, 'forgotten'), out: columnNamed(quantities, 'gForgotten') }
    : { z: columnNamed(quantities, 'folded'), out: columnNamed(quantities, 'gFolded') };
  return { left, right, same: left.out.map((entry, i) => entry === right.out[i]) };
}

/** Activations whose name is not the field's. */
const NAMES: Partial<Record<Activation, string>> = {
  relu: 'ReLU',
  gelu: 'GELU',
  silu: 'SiLU',
  linear: 'a linear g',
};

/** What the figure shows, in one sentence, with the activation that it is shown for. */
export function describeWays({ same }: Ways, g: Activation): string {
  const differing = same.filter((agrees) => !agrees).length;
  const entries = same.length === 1 ? 'the only entry' : null;
  const given = `With ${NAMES[g] ?? g},`;
  if (differing > 0)
    return `${given} the two ways differ in ${entries ?? `${differing} of ${same.length} entries`}.`;
  return `${given} both ways agree in ${entries ?? `all ${same.length} entries`}.`;
}

/** The block's outputs, for those who cannot see that they changed where the sentence did not. */
export function speakOutputs({ left }: Ways): string {
  return `With the skip the outputs are ${left.out.map(formatEntry).join(', ')}.`;
}

/** The table of both ways as data. */
export function tableOf(quantities: Quantities): Table {
  const columns = ['a', 'b', 'skipped', 'gSkipped', 'folded', 'gFolded', 'forgotten', 'gForgotten'];
  const entries = columns.map((name) => columnNamed(quantities, name));
  const header = ['a', 'b', 'Wa+b+a', 'g(Wa+b+a)', '(W+I)a+b', 'g((W+I)a+b)', 'Wa+b', 'g(Wa+b)'];
  return {
    header,
    rows: columnNamed(quantities, 'a').map((_, i) => entries.map((entry) => entry[i] as number)),
  };
}
