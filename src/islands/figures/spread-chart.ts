import { powerOfTen } from '../number-format.ts';
import type { Axis, Band, Line, Point, Tone } from './chart-spec.ts';
import type { Spread } from './spread.ts';

/** A line and its band, where a logarithm has them: an infinite or vanished middle ends the line. */
export interface SpreadSeries {
  readonly line: Line;
  readonly band: Band | null;
}

/** Medians as a line and quartiles as a band, at the places xs; null where nothing is at hand. */
export function spreadSeries(
  name: string,
  tone: Tone,
  xs: readonly number[],
  spreads: readonly (Spread | null)[],
): SpreadSeries {
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

/** The same by layer, from the input. */
export function layerSeries(name: string, tone: Tone, spreads: readonly Spread[]): SpreadSeries {
  return spreadSeries(
    name,
    tone,
    spreads.map((_, layer) => layer + 1),
    spreads,
  );
}

/** Lines and bands as a chart has them. */
export function drawnOf(series: readonly SpreadSeries[]): { lines: Line[]; bands: Band[] } {
  return { lines: series.map(({ line }) => line), bands: series.flatMap(({ band }) => band ?? []) };
}

/** A logarithmic axis of whole powers of ten about all that is drawn. */
export function logAxisOf(series: readonly SpreadSeries[]): Pick<Axis, 'type' | 'domain' | 'format'> {
  const values = series.flatMap(({ line, band }) => [
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

/** The axis of a stack's layers. */
export function layerAxisOf(depth: number): Axis {
  return { label: 'layer, from the input', domain: [1, depth], format: String, ticks: Math.min(depth, 6) };
}
