import { TRAINED_BELOW } from '../../claim/tuning.ts';
import type { Records } from '../../runtime/protocol.ts';
import { formatNumber, powerOfTen } from '../number-format.ts';
import type { Axis, Band, ChartSpec, Line, Point, Tone } from './chart-spec.ts';
import type { Table } from './csv.ts';

/** A middle with what lies about it: quartiles over seeds. null stands for infinity, which JSON has not. */
export interface Spread {
  readonly low: number | null;
  readonly middle: number | null;
  readonly high: number | null;
}

/** What was recorded of one kind, over its seeds; the lists go by record. */
export interface Curve {
  readonly kind: string;
  readonly seeds: number;
  /** Steps at which it was recorded. */
  readonly at: readonly number[];
  readonly loss: readonly (Spread | null)[];
  /** How many seeds count as trained. */
  readonly trained: readonly (number | null)[];
  /** By layer: norms of the loss's gradient at its weights. */
  readonly gradients: readonly (readonly Spread[] | null)[];
}

/** What each training's record says of its seeds together. A network that diverged is above every other. */
export function curvesOf(records: Records): Curve[] {
  return Object.entries(records).map(([kind, { at, loss, gradientNorm }]) => {
    const seeds = loss.length / at.length;
    const depth = gradientNorm.length / loss.length;
    const lossesAt = (record: number) => [...loss.subarray(record * seeds, (record + 1) * seeds)];
    const normsAt = (record: number, layer: number) =>
      Array.from({ length: seeds }, (_, k) => gradientNorm[(record * seeds + k) * depth + layer] as number);
    return {
      kind,
      seeds,
      at,
      loss: at.map((_, record) => spreadOf(lossesAt(record))),
      trained: at.map((_, record) => lossesAt(record).filter((one) => one < TRAINED_BELOW).length),
      gradients: at.map((_, record) =>
        Array.from({ length: depth }, (_, layer) => spreadOf(normsAt(record, layer))),
      ),
    };
  });
}

/** Quartiles, between two values in proportion. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values
    .map((value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value))
    .sort((a, b) => a - b);
  const quantile = (share: number) => {
    const place = share * (sorted.length - 1);
    const [below, above] = [Math.floor(place), Math.ceil(place)].map((i) => sorted[i] as number);
    // Not the same formula for both: ∞ − ∞ is not a number.
    const value =
      below === above ? below : (below as number) + (place % 1) * ((above as number) - (below as number));
    return value !== undefined && Number.isFinite(value) ? value : null;
  };
  return { low: quantile(0.25), middle: quantile(0.5), high: quantile(0.75) };
}

/** How many records there are of the training that has most. */
export function recordsOf(curves: readonly Curve[]): number {
  return Math.max(1, ...curves.map(({ at }) => at.length));
}

/** The step of a record. */
export function stepAt(curves: readonly Curve[], record: number): number {
  return Math.max(0, ...curves.map(({ at }) => at[Math.min(record, at.length - 1)] ?? 0));
}

/** The record nearest to a step. */
export function nearestRecord(curves: readonly Curve[], step: number): number {
  const steps = curves.reduce<readonly number[]>((most, { at }) => (at.length > most.length ? at : most), []);
  const distances = steps.map((at) => Math.abs(at - step));
  return Math.max(0, distances.indexOf(Math.min(...distances)));
}

/** The first tone is the threshold's. */
const toneAt = (i: number) => (2 + (i % 3)) as Tone;

/** The losses over the steps, with a rule at the reader's record. */
export function lossChartOf(curves: readonly Curve[], record: number, lastStep: number): ChartSpec {
  const drawn = curves.map(({ kind, at, loss }, i) => seriesOf(kind, toneAt(i), at, loss));
  const threshold: Line = {
    name: `counts as trained, below ${TRAINED_BELOW}`,
    tone: 1,
    points: [0, lastStep].map((x): Point => [x, TRAINED_BELOW]),
  };
  return {
    label: `Loss over the steps, median and quartiles. ${describeRecord(curves, record)}`,
    x: { label: 'steps', domain: [0, lastStep] },
    y: { label: 'loss', ...logAxisOf([...drawn, { line: threshold, band: null }]) },
    lines: [threshold, ...drawn.map(({ line }) => line)],
    bands: drawn.flatMap(({ band }) => band ?? []),
    rules: [stepAt(curves, record)],
  };
}

/** The gradient's size in each layer at the reader's record. */
export function gradientChartOf(curves: readonly Curve[], record: number): ChartSpec {
  const drawn = curves.flatMap(({ kind, gradients }, i) => {
    const spreads = gradients[record] ?? [];
    return spreads.length > 0
      ? [
          seriesOf(
            kind,
            toneAt(i),
            spreads.map((_, layer) => layer + 1),
            spreads,
          ),
        ]
      : [];
  });
  const depth = Math.max(2, ...curves.map(({ gradients }) => gradients[0]?.length ?? 0));
  return {
    label: `Norm of the loss’s gradient at each layer’s weights after ${formatNumber(stepAt(curves, record))} steps, median and quartiles, for ${depth} layers.`,
    x: { label: 'layer, from the input', domain: [1, depth], format: String, ticks: Math.min(depth, 6) },
    y: { label: 'gradient norm', ...logAxisOf(drawn) },
    lines: drawn.map(({ line }) => line),
    bands: drawn.flatMap(({ band }) => band ?? []),
  };
}

/** A line and its band, where a logarithm has them: an infinite or vanished middle ends the line. */
interface Drawn {
  readonly line: Line;
  readonly band: Band | null;
}

function seriesOf(
  name: string,
  tone: Tone,
  xs: readonly number[],
  spreads: readonly (Spread | null)[],
): Drawn {
  const isDrawn = (value: number | null): value is number => value !== null && value > 0;
  const points = xs.flatMap((x, i): Point[] => {
    const middle = spreads[i]?.middle ?? null;
    return isDrawn(middle) ? [[x, middle]] : [];
  });
  const between = xs.flatMap((x, i): [number, number, number][] => {
    const { low = null, high = null } = spreads[i] ?? {};
    return isDrawn(low) && isDrawn(high) ? [[x, low, high]] : [];
  });
  return { line: { name, tone, points }, band: between.length > 0 ? { name, tone, points: between } : null };
}

/** A logarithmic axis of whole powers of ten about all that is drawn. */
function logAxisOf(drawn: readonly Drawn[]): Pick<Axis, 'type' | 'domain' | 'format'> {
  const values = drawn.flatMap(({ line, band }) => [
    ...line.points.map(([, y]) => y),
    ...(band?.points ?? []).flatMap(([, low, high]) => [low, high]),
  ]);
  const least = values.length > 0 ? Math.floor(Math.log10(Math.min(...values))) : -1;
  const most = values.length > 0 ? Math.ceil(Math.log10(Math.max(...values))) : 0;
  return {
    type: 'log',
    domain: [10 ** least, 10 ** Math.max(most, least + 1)],
    format: (y) => (Number.isInteger(Math.log10(y)) ? powerOfTen(Math.log10(y)) : ''),
  };
}

/** One kind at the reader's record, as it is read. */
export interface Reading {
  readonly kind: string;
  readonly tone: Tone;
  readonly loss: string;
  readonly trained: string;
  /** Gradient norms at the first and the last layer. */
  readonly first: string;
  readonly last: string;
}

/** A row for each kind of which this was recorded already. */
export function readingsOf(curves: readonly Curve[], record: number): Reading[] {
  return curves.flatMap(({ kind, seeds, loss, trained, gradients }, i) => {
    const norms = gradients[record];
    if (!norms) return [];
    return {
      kind,
      tone: toneAt(i),
      loss: describe(loss[record]),
      trained: `${trained[record]} of ${seeds}`,
      first: describe(norms[0]),
      last: describe(norms.at(-1)),
    };
  });
}

function describe(spread: Spread | null | undefined): string {
  return spread?.middle == null ? 'diverged' : formatNumber(spread.middle);
}

/** The reader's record in a sentence. */
export function describeRecord(curves: readonly Curve[], record: number): string {
  const said = readingsOf(curves, record).map(
    ({ kind, loss, trained }) => `${kind}: ${loss}, ${trained} trained`,
  );
  const step = formatNumber(stepAt(curves, record));
  return said.length > 0
    ? `Median loss after ${step} steps, ${said.join('; ')}.`
    : `Nothing is recorded of step ${step} yet.`;
}

/** Every record of every kind, with all digits. */
export function tableOf(curves: readonly Curve[]): Table {
  const depth = Math.max(0, ...curves.map(({ gradients }) => gradients[0]?.length ?? 0));
  const layers = Array.from({ length: depth }, (_, k) => `gradient norm at layer ${k + 1}, median`);
  const entry = (value: number | null | undefined) => value ?? 'diverged';
  return {
    header: [
      'kind',
      'step',
      'loss, lower quartile',
      'loss, median',
      'loss, upper quartile',
      'trained',
      'seeds',
      ...layers,
    ],
    rows: curves.flatMap(({ kind, seeds, at, loss, trained, gradients }) =>
      at.map((step, record) => [
        kind,
        step,
        ...[loss[record]?.low, loss[record]?.middle, loss[record]?.high].map(entry),
        trained[record] as number,
        seeds,
        ...(gradients[record] ?? []).map(({ middle }) => entry(middle)),
      ]),
    ),
  };
}

/** Curves with a null in the place of every record but one: what a page carries of them. */
export function onlyRecord(curves: readonly Curve[], record: number): Curve[] {
  return curves.map((curve) => {
    const only = <T>(values: readonly T[]) => values.map((value, i) => (i === record ? value : null));
    return {
      ...curve,
      loss: only(curve.loss),
      trained: only(curve.trained),
      gradients: only(curve.gradients),
    };
  });
}

/** Curves as a site carries them: four digits are more than a drawing shows. */
export function shortened(curves: readonly Curve[]): Curve[] {
  const short = (spread: Spread | null): Spread | null =>
    spread && {
      low: fourDigits(spread.low),
      middle: fourDigits(spread.middle),
      high: fourDigits(spread.high),
    };
  return curves.map((curve) => ({
    ...curve,
    loss: curve.loss.map(short),
    gradients: curve.gradients.map((norms) => norms?.flatMap((norm) => short(norm) ?? []) ?? null),
  }));
}

function fourDigits(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(4));
}
