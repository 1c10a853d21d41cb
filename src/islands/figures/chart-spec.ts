/** A chart as data: what is drawn, and not how. */
export interface ChartSpec {
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
  /** From low to high at each x, behind the lines. */
  readonly bands?: readonly Band[];
  /** Upright rules, such as the point that a reader has chosen. */
  readonly rules?: readonly number[];
  readonly dots?: readonly Dots[];
  /** Words in the drawing: above points, or starting or ending at them. */
  readonly labels?: readonly Label[];
  /** A quantity over the whole frame, behind everything; such a chart is square. */
  readonly field?: Field;
  /** Of the drawing at every size, in CSS pixels, where it is not the usual one. */
  readonly height?: number;
}

export interface Axis {
  readonly label: string;
  /** Linear where absent. */
  readonly type?: 'linear' | 'log';
  /** From the data where absent. */
  readonly domain?: readonly [number, number];
  /** About how many ticks, or where they are. */
  readonly ticks?: number | readonly number[];
  readonly format?: (x: number) => string;
  /** Of an upright axis whose numbers mean nothing: where its grid lines are. It has no ticks and no margin. */
  readonly tracks?: readonly number[];
}

/** Which of the series' colours and dashes: the style sheet has both, so that no series is told by colour alone. */
export type Tone = 1 | 2 | 3 | 4;

export type Point = readonly [x: number, y: number];

interface Series {
  readonly name: string;
  readonly tone: Tone;
}

export interface Line extends Series {
  readonly points: readonly Point[];
}

export interface Band extends Series {
  readonly points: readonly (readonly [x: number, low: number, high: number])[];
}

export interface Dots extends Series {
  readonly points: readonly Point[];
}

/** Words at a point. */
export interface Label {
  readonly text: string;
  readonly at: Point;
  /** Which end of them is at the point; they stand above it in the middle where nothing is said. */
  readonly from?: 'start' | 'end';
  /** True where it stands above others. */
  readonly isTitle?: boolean;
}

/** A quantity at the middles of equal cells that fill the frame. */
export interface Field {
  /** Row by row from the lowest y on; a row from the lowest x on, as many as there are rows. */
  readonly values: readonly number[];
  /** Rising: from each on the next colour is drawn, the middle one being where the sides part. */
  readonly levels: readonly number[];
}

/** Points from two lists of equal length. */
export function pointsOf(xs: readonly number[], ys: readonly number[]): Point[] {
  return xs.map((x, i) => [x, ys[i] as number]);
}

/** Each series once, in the order of the lines, for a legend. */
export function seriesOf({ lines, bands = [], dots = [] }: ChartSpec): { name: string; tone: Tone }[] {
  const all = [...lines, ...bands, ...dots].map(({ name, tone }) => ({ name, tone }));
  return all.filter(({ name }, i) => all.findIndex((other) => other.name === name) === i);
}

/** The sizes a chart is drawn at, in CSS pixels; the style sheet shows the one that fits and stretches it. */
export const SIZES = {
  narrow: { width: 280, height: 240 },
  wide: { width: 530, height: 265 },
  square: { width: 220, height: 226 },
} as const;

export type Size = keyof typeof SIZES;

/** The size that fits a container. */
export function sizeFor({ field }: ChartSpec, containerPx: number): Size {
  if (field) return 'square';
  return containerPx < WIDE_FROM_PX ? 'narrow' : 'wide';
}

/** Containers from this width on show the wide drawing; CSS pixels, as in chart.css. */
export const WIDE_FROM_PX = 480;
