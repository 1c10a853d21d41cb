import type { Parameters, Values } from '../../claim/parameters.ts';
import { type HostTensor, sizeOf } from '../../numerics/host-tensor.ts';
import type { Drawing } from '../../runtime/protocol.ts';
import { BACKEND_NAMES } from '../evidence-column.ts';

/** A figure's tensors by name, as plain numbers, row by row. */
export type Quantities = Readonly<Record<string, readonly (readonly number[])[]>>;

/** What a page was built with: the numbers of a figure's initial values and seed. */
export interface Poster {
  /** The figure's id: the base name of its file under src/claims/figures/. */
  readonly id: string;
  readonly parameters: Parameters;
  readonly views: Parameters;
  /** Initial values of parameters and views. */
  readonly values: Values;
  readonly seed: number;
  readonly quantities: Quantities;
}

/** What numbers were computed for. */
export interface Settings {
  readonly values: Values;
  readonly seed: number;
}

/** What a figure shows: numbers, what for and where they were computed, and whether newer ones are under way. */
export interface FigureState {
  readonly quantities: Quantities;
  readonly computedFor: Settings;
  /** null for the numbers made when the site was built. */
  readonly computedOn: string | null;
  readonly computing: boolean;
  /** Why the latest numbers could not be had; the older ones stay. */
  readonly problem: string | null;
  /** True where the reader stopped what was being computed: what was there by then is shown. */
  readonly stopped?: boolean;
}

export type FigureEvent =
  | { readonly type: 'asked' }
  /** `isLast` is false where newer numbers have been asked for meanwhile. */
  | {
      readonly type: 'drawn';
      readonly drawing: Drawing;
      readonly settings: Settings;
      readonly isLast: boolean;
    }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly sentence: string };

/** The state a page is built with. */
export function builtFigure({ quantities, values, seed }: Poster): FigureState {
  return { quantities, computedFor: { values, seed }, computedOn: null, computing: false, problem: null };
}

/** A figure's state after one more event. */
export function nextFigure(state: FigureState, event: FigureEvent): FigureState {
  switch (event.type) {
    case 'asked':
      return { ...state, computing: true, problem: null, stopped: false };
    case 'drawn':
      return {
        quantities: quantitiesOf(event.drawing.quantities),
        computedFor: event.settings,
        computedOn: BACKEND_NAMES[event.drawing.device.backend],
        computing: !event.isLast,
        problem: null,
      };
    case 'stopped':
      return { ...state, computing: false, stopped: true };
    case 'failed':
      return { ...state, computing: false, problem: event.sentence };
  }
}

/** A figure's state in a word, for tests and tools: `data-state`. */
export function wordOf({ computing, problem, computedOn, stopped }: FigureState): string {
  if (computing) return 'computing';
  if (stopped) return 'stopped';
  if (problem) return 'failed';
  return computedOn ? 'computed' : 'built';
}

/**
 * Where the numbers come from.
 * @param toCompute what a reader does to have them computed.
 */
export function describeOrigin(
  { computedOn, computing, problem, stopped }: FigureState,
  toCompute = 'move a control',
): string {
  if (computing) return 'Computing on your device …';
  if (stopped) return 'Stopped. What was there by then is shown.';
  if (problem) return `${problem} The numbers shown are the previous ones.`;
  return computedOn
    ? `Computed on your device, on ${computedOn === 'CPU' ? 'its CPU' : computedOn}.`
    : `Computed when this site was built; ${toCompute} to compute on your device.`;
}

/** Tensors as rows of numbers, one for each entry of the first axis: an image of one channel is a single row. */
export function quantitiesOf(tensors: Readonly<Record<string, HostTensor>>): Quantities {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, rowsOf(tensor)]));
}

function rowsOf({ shape, data }: HostTensor): number[][] {
  const [rows = 0, ...others] = shape;
  const columns = sizeOf(others);
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => data[i * columns + j] as number),
  );
}

/** A column tensor as a list; empty where the figure has none of this name. */
export function columnNamed(quantities: Quantities, name: string): number[] {
  return (quantities[name] ?? []).map(([entry]) => entry as number);
}

/** The first row of a tensor; empty where the figure has none of this name. */
export function rowNamed(quantities: Quantities, name: string): readonly number[] {
  return quantities[name]?.[0] ?? [];
}
