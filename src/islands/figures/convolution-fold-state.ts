import type { Values } from '../../claim/parameters.ts';
import { convolutionGeometry } from '../../numerics/convolution.ts';
import { counted, formatNumber } from '../number-format.ts';
import type { Table } from './csv.ts';
import { type Quantities, rowNamed } from './figure-state.ts';

type Rows = readonly (readonly number[])[];
/** A row and a column, counted from 0; of the image they may lie in the padding. */
export type Place = readonly [row: number, column: number];

/** What the figure shows: its matrices, the tap that was put in place, and the output pixel looked at. */
export interface ConvolutionScene {
  readonly matrices: Readonly<Record<'K' | 'delta' | 'sum' | 'a' | 'left' | 'folded' | 'difference', Rows>>;
  readonly stride: number;
  /** Zeros above and at the left of the image: the tap that folds. */
  readonly padBefore: Place;
  readonly tap: Place;
  readonly isMoved: boolean;
  readonly pixel: Place;
  /** The first pixel of the image that the kernel meets at this output pixel. */
  readonly fieldAt: Place;
  /** The pixel that the shortcut takes. */
  readonly taken: Place;
  /** The pixel that the tap stands on. */
  readonly underTap: Place;
}

/**
 * @param values the parameters that the quantities were computed for.
 * @param views the tap and the output pixel, as the reader has them; a pixel outside the output is its last.
 */
export function sceneOf(quantities: Quantities, values: Values, views: Values): ConvolutionScene {
  const [k, height, width, stride] = ['k', 'height', 'width', 'stride'].map((name) =>
    Number(values[name]),
  ) as [number, number, number, number];
  const { shape, padBefore } = convolutionGeometry([1, height, width, 1], [k, k, 1, 1], stride, 1);
  const [, rows = 0, columns = 0] = shape;
  const tap = moved(padBefore, views, k);
  const pixel: Place = [Math.min(Number(views.row), rows - 1), Math.min(Number(views.column), columns - 1)];
  const taken: Place = [pixel[0] * stride, pixel[1] * stride];
  const fieldAt: Place = [taken[0] - padBefore[0], taken[1] - padBefore[1]];
  const image = (name: string, columns: number) => rowsOf(rowNamed(quantities, name), columns);
  const suffix = tap.join('');
  return {
    matrices: {
      K: quantities.K ?? [],
      delta: quantities[`delta${suffix}`] ?? [],
      sum: quantities[`sum${suffix}`] ?? [],
      a: image('a', width),
      left: image('left', columns),
      folded: image(`folded${suffix}`, columns),
      difference: image(`difference${suffix}`, columns),
    },
    stride,
    padBefore,
    tap,
    isMoved: tap[0] !== padBefore[0] || tap[1] !== padBefore[1],
    pixel,
    fieldAt,
    taken,
    underTap: [fieldAt[0] + tap[0], fieldAt[1] + tap[1]],
  };
}

/** The views that put the tap in a place. */
export function viewsFor(
  tap: Place,
  { padBefore, matrices }: ConvolutionScene,
): { down: number; right: number } {
  const k = matrices.K.length;
  return { down: (tap[0] - padBefore[0] + k) % k, right: (tap[1] - padBefore[1] + k) % k };
}

/** Whether the two ways differ at an output pixel. */
export function differsAt({ matrices }: ConvolutionScene, [row, column]: Place): boolean {
  return matrices.difference[row]?.[column] !== 0;
}

/** How a pixel of the image is met from the output pixel looked at, in words of the style sheet. */
export function marksOf(
  { fieldAt, taken, underTap, isMoved, matrices }: ConvolutionScene,
  place: Place,
): string {
  const k = matrices.K.length;
  const isMet = [0, 1].every((axis) => {
    const tap = (place[axis] as number) - (fieldAt[axis] as number);
    return tap >= 0 && tap < k;
  });
  return [isMet && 'met', isSame(place, taken) && 'taken', isMoved && isSame(place, underTap) && 'under-tap']
    .filter(Boolean)
    .join(' ');
}

/** The largest size of an entry in some matrices; 1 where all are 0. */
export function mostOf(...matrices: readonly Rows[]): number {
  return Math.max(...matrices.flat(2).map(Math.abs)) || 1;
}

/** A place as a reader is told of it. */
export function describePlace([row, column]: Place): string {
  return `(${formatNumber(row)},\u00a0${formatNumber(column)})`;
}

/** What the figure shows, in one sentence. */
export function describeFold(scene: ConvolutionScene): string {
  const { tap, padBefore, isMoved, matrices } = scene;
  const entries = matrices.difference.flat();
  const differing = entries.filter((difference) => difference !== 0).length;
  const where = isMoved
    ? `With the shortcut on tap ${describePlace(tap)} in the place of ${describePlace(padBefore)}`
    : `With the shortcut on tap ${describePlace(tap)}`;
  if (differing > 0)
    return `${where} the two ways differ in ${differing} of ${counted(entries.length, 'pixel')}.`;
  return `${where} both ways agree in all of ${counted(entries.length, 'pixel')}.`;
}

/** Where the tap comes from. */
export function describePadding({ padBefore }: ConvolutionScene): string {
  const [above, left] = padBefore;
  return `Zeros padded before the image: ${above} above, ${left} at the left. So the tap that folds is ${describePlace(padBefore)}, row and column counted from 0.`;
}

/** What the two ways meet at the output pixel looked at. */
export function describePixel(scene: ConvolutionScene): string {
  const { pixel, taken, tap, underTap, isMoved, matrices } = scene;
  const at = ([row, column]: Place) => matrices.a[row]?.[column];
  const take = `Output pixel ${describePlace(pixel)}: the shortcut takes input pixel ${describePlace(taken)}, which is ${formatNumber(at(taken) ?? null)}.`;
  if (!isMoved) return `${take} Tap ${describePlace(tap)} stands on it.`;
  const under = at(underTap);
  const other =
    under === undefined ? 'the padding' : `${describePlace(underTap)}, which is ${formatNumber(under)}`;
  return `${take} Tap ${describePlace(tap)} stands on ${other}.`;
}

/** All matrices shown, entry by entry, as data. */
export function tableOf({ matrices }: ConvolutionScene): Table {
  return {
    header: ['matrix', 'row', 'column', 'entry'],
    rows: Object.entries(matrices).flatMap(([name, rows]) =>
      rows.flatMap((row, i) => row.map((entry, j) => [name, i, j, entry])),
    ),
  };
}

function moved(from: Place, { down, right }: Values, k: number): Place {
  return [(from[0] + Number(down)) % k, (from[1] + Number(right)) % k];
}

function isSame(one: Place, other: Place): boolean {
  return one[0] === other[0] && one[1] === other[1];
}

function rowsOf(entries: readonly number[], columns: number): Rows {
  return Array.from({ length: entries.length / columns }, (_, i) =>
    entries.slice(i * columns, (i + 1) * columns),
  );
}
