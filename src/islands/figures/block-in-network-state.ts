import { counted, formatNumber } from '../number-format.ts';
import { type ChartSpec, pointsOf, type Tone } from './chart-spec.ts';
import type { Table } from './csv.ts';
import type { Quantities } from './figure-state.ts';

/** The two ways to move, as the figure names their quantities and as a reader knows them. */
export const WAYS = [
  { key: 'own', name: 'block’s own input', tone: 3 },
  { key: 'network', name: 'network’s input', tone: 2 },
] as const satisfies readonly { key: string; name: string; tone: Tone }[];

export type Way = (typeof WAYS)[number];

/** What a reader looks at: a unit of the block, counted from 1, and a point of the line, counted from 0. */
export interface Look {
  readonly unit: number;
  readonly at: number;
}

/** A unit's row of a quantity. */
function rowOf(quantities: Quantities, key: string, { unit }: Pick<Look, 'unit'>): readonly number[] {
  return quantities[key]?.[unit - 1] ?? [];
}

/** The points of the line. */
export function lineOf(quantities: Quantities): readonly number[] {
  return quantities.t?.[0] ?? [];
}

/** The points at which the second difference is not 0. */
export function bendsOf(quantities: Quantities, way: Way, look: Pick<Look, 'unit'>): number[] {
  return rowOf(quantities, `${way.key}Bend`, look).flatMap((bend, at) => (bend === 0 ? [] : [at]));
}

/** The same, with neighbours taken together: a kink between two points bends both. */
export function kinksOf(quantities: Quantities, way: Way, look: Pick<Look, 'unit'>): number[][] {
  const kinks: number[][] = [];
  for (const at of bendsOf(quantities, way, look)) {
    const last = kinks.at(-1);
    if (last?.at(-1) === at - 1) last.push(at);
    else kinks.push([at]);
  }
  return kinks;
}

/** The next point at which one of the ways bends, from the first on again after the last; null where none does. */
export function nextBend(quantities: Quantities, { unit, at }: Look): number | null {
  const firsts = WAYS.flatMap((way) => kinksOf(quantities, way, { unit }).map(([first]) => first as number));
  const ordered = firsts.sort((a, b) => a - b);
  return ordered.find((first) => first > at) ?? ordered[0] ?? null;
}

/** A unit's pre-activation along one of the lines, its kinks, and the reader's point on it. */
export function chartOf(quantities: Quantities, way: Way, look: Look): ChartSpec {
  const { key, name, tone } = way;
  const t = lineOf(quantities);
  const points = pointsOf(t, rowOf(quantities, key, look));
  const both = WAYS.flatMap((one) => rowOf(quantities, one.key, look));
  const kinks = bendsOf(quantities, way, look).map((at) => points[at] as (typeof points)[number]);
  return {
    label: `Unit ${look.unit}’s pre-activation along a line in the ${name}, t from 0 to 1: ${describeKinks(quantities, way, look)}.`,
    x: { label: `t, along a line in the ${name}`, ticks: 4 },
    y: { label: 'pre-activation z', domain: [Math.min(...both), Math.max(...both)] },
    lines: [{ name: `along a line in the ${name}`, tone, points }],
    rules: [t[look.at] ?? 0],
    dots: [
      ...(kinks.length > 0 ? [{ name: 'second difference not 0', tone: 4 as const, points: kinks }] : []),
      { name: `along a line in the ${name}`, tone, points: points.slice(look.at, look.at + 1) },
    ],
  };
}

/** The point nearest to a place on the line. */
export function nearestPoint(quantities: Quantities, t: number): number {
  const last = lineOf(quantities).length - 1;
  return Math.min(last, Math.max(0, Math.round(t * last)));
}

/** Where the reader's point is, as its slider says it. */
export function describePoint(quantities: Quantities, { at }: Pick<Look, 'at'>): string {
  return `t = ${formatNumber(lineOf(quantities)[at] ?? null, 4)}`;
}

/** What stands in the table at the reader's point. */
export interface Reading {
  readonly name: string;
  readonly z: string;
  /** z(t − h) − 2z(t) + z(t + h), h = 1/64. */
  readonly bend: string;
  readonly kinks: string;
}

export function readingsOf(quantities: Quantities, look: Look): Reading[] {
  return WAYS.map((way) => {
    const entry = (key: string) => formatNumber(rowOf(quantities, key, look)[look.at] ?? null, 4);
    return {
      name: way.name,
      z: entry(way.key),
      bend: entry(`${way.key}Bend`),
      kinks: describeKinks(quantities, way, look),
    };
  });
}

/** What the figure shows, in a sentence. */
export function describeBlock(quantities: Quantities, look: Look): string {
  const [own, network] = readingsOf(quantities, look) as [Reading, Reading];
  return `Unit ${look.unit} is ${own.kinks} in the ${own.name}, and ${network.kinks} in the ${network.name}. At ${describePoint(quantities, look)} the second differences are ${own.bend} and ${network.bend}.`;
}

/** All points of both lines as data, for every unit. */
export function tableOf(quantities: Quantities): Table {
  const units = (quantities.own ?? []).map((_, i) => ({ unit: i + 1 }));
  const columns = units.flatMap((look) =>
    WAYS.flatMap(({ key, name }) => [
      { name: `unit ${look.unit} in the ${name}`, entries: rowOf(quantities, key, look) },
      { name: `its second difference in the ${name}`, entries: rowOf(quantities, `${key}Bend`, look) },
    ]),
  );
  return {
    header: ['t', ...columns.map(({ name }) => name)],
    rows: lineOf(quantities).map((t, i) => [t, ...columns.map(({ entries }) => entries[i] as number)]),
  };
}

function describeKinks(quantities: Quantities, way: Way, look: Pick<Look, 'unit'>): string {
  const count = kinksOf(quantities, way, look).length;
  return count === 0 ? 'straight' : `bent at ${counted(count, 'place')}`;
}
