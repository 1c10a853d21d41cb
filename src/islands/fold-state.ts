import type { HostTensor } from '../numerics/host-tensor.ts';
import type { Drawing } from '../runtime/protocol.ts';
import { BACKEND_NAMES } from './evidence-column.ts';
import { formatNumber } from './number-format.ts';

/** The figure's tensors by name, as plain numbers, row by row. */
export type Quantities = Readonly<Record<string, readonly (readonly number[])[]>>;

/** What a figure shows: numbers, where they were computed, and whether newer ones are under way. */
export interface FoldState {
  readonly quantities: Quantities;
  /** null for the numbers made when the site was built. */
  readonly computedOn: string | null;
  readonly computing: boolean;
  /** Why the latest numbers could not be had; the older ones stay. */
  readonly problem: string | null;
}

export type FoldEvent =
  | { readonly type: 'asked' }
  | { readonly type: 'drawn'; readonly drawing: Drawing }
  | { readonly type: 'failed'; readonly sentence: string };

export function nextFold(state: FoldState, event: FoldEvent): FoldState {
  switch (event.type) {
    case 'asked':
      return { ...state, computing: true, problem: null };
    case 'drawn':
      return {
        quantities: quantitiesOf(event.drawing.quantities),
        computedOn: BACKEND_NAMES[event.drawing.device.backend],
        computing: false,
        problem: null,
      };
    case 'failed':
      return { ...state, computing: false, problem: event.sentence };
  }
}

/** Tensors as rows of numbers. */
export function quantitiesOf(tensors: Readonly<Record<string, HostTensor>>): Quantities {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, rowsOf(tensor)]));
}

function rowsOf({ shape, data }: HostTensor): number[][] {
  const [rows = 0, columns = 0] = shape;
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => data[i * columns + j] as number),
  );
}

/** A column tensor as a list; empty where the figure has none of this name. */
export function columnNamed(quantities: Quantities, name: string): number[] {
  return (quantities[name] ?? []).map(([entry]) => entry as number);
}

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

/** What the figure shows, in one sentence. */
export function describeWays({ same }: Ways): string {
  const differing = same.filter((agrees) => !agrees).length;
  const entries = same.length === 1 ? 'the only entry' : null;
  if (differing > 0) return `The two ways differ in ${entries ?? `${differing} of ${same.length} entries`}.`;
  return `Both ways agree in ${entries ?? `all ${same.length} entries`}.`;
}

/** Where the numbers come from. */
export function describeOrigin({ computedOn, computing, problem }: FoldState): string {
  if (computing) return 'Computing on your device …';
  if (problem) return `${problem} The numbers shown are the previous ones.`;
  return computedOn
    ? `Computed on your device, on ${computedOn === 'CPU' ? 'its CPU' : computedOn}.`
    : 'Computed when this site was built; move a control to compute on your device.';
}

const FRACTIONS: Record<number, string> = { 0.25: '¼', 0.5: '½', 0.75: '¾' };

/** An entry as it fits in a cell: quarters as fractions, anything else to four decimals (sixteenths are exact). */
export function formatEntry(x: number): string {
  const size = Math.abs(x);
  const sign = x < 0 ? '\u2212' : '';
  const whole = Math.floor(size);
  const fraction = FRACTIONS[size - whole];
  if (fraction) return `${sign}${whole === 0 ? '' : whole}${fraction}`;
  if (size === whole) return `${sign}${whole}`;
  return `${sign}${Number(size.toFixed(4))}`;
}

/** A matrix in words, for those who do not see it. */
export function describeMatrix(name: string, rows: readonly (readonly number[])[]): string {
  const size = `${rows.length} by ${rows[0]?.length ?? 0}`;
  const text = rows.map((row, i) => `row ${i + 1}: ${row.map((x) => formatNumber(x, 4)).join(', ')}`);
  return `${name}, ${size}; ${text.join('; ')}`;
}

/** How strongly a cell is tinted: −1 (most negative) to 1. */
export function tintOf(x: number): number {
  return Math.max(-1, Math.min(1, x / 2));
}
