import { formatNumber } from '../number-format.ts';
import { type ChartSpec, pointsOf, type Tone } from './chart-spec.ts';
import type { Table } from './csv.ts';
import { type Quantities, rowNamed } from './figure-state.ts';

/** The blocks probed, as the figure names their quantities and as a reader knows them. */
const BLOCKS: readonly { readonly key: string; readonly name: string; readonly tone: Tone }[] = [
  { key: 'plain', name: 'plain layer', tone: 1 },
  { key: 'skip', name: 'layer with a skip', tone: 2 },
  { key: 'block', name: 'two-layer block', tone: 3 },
];

/** How a list of numbers goes, from the numbers themselves. */
export type Course = 'stays' | 'only rises' | 'only falls' | 'turns';

export function courseOf(values: readonly number[]): Course {
  const steps = values.slice(1).map((value, i) => value - (values[i] as number));
  const [rises, falls] = [steps.some((step) => step > 0), steps.some((step) => step < 0)];
  if (rises && falls) return 'turns';
  return rises ? 'only rises' : falls ? 'only falls' : 'stays';
}

/** The chart: each block's output along the line, with the reader's point on it. */
export function chartOf(quantities: Quantities, at: number): ChartSpec {
  const t = rowNamed(quantities, 't');
  const here = t[at] ?? 0;
  const lines = BLOCKS.map(({ key, name, tone }) => ({
    name,
    tone,
    points: pointsOf(t, rowNamed(quantities, key)),
  }));
  return {
    label: `One output of each block for t from ${rangeOf(t)}. ${describeCourses(quantities)}`,
    x: { label: 't, along the line x = t·d' },
    y: { label: 'one output' },
    lines,
    rules: [here],
    dots: lines.map(({ name, tone, points }) => ({ name, tone, points: points.slice(at, at + 1) })),
  };
}

/** The point nearest to a place on the line. */
export function nearestPoint(quantities: Quantities, t: number): number {
  const all = rowNamed(quantities, 't');
  const distances = all.map((point) => Math.abs(point - t));
  return distances.indexOf(Math.min(...distances));
}

/** Where the reader's point is, as its slider says it. */
export function describePoint(quantities: Quantities, at: number): string {
  return `t = ${formatNumber(rowNamed(quantities, 't')[at] ?? null, 4)}`;
}

/** The blocks at the reader's point, a row each. */
export interface Reading {
  readonly name: string;
  readonly tone: Tone;
  readonly output: string;
  /** f(t − h) − 2f(t) + f(t + h), h = ½. */
  readonly bend: string;
  readonly course: Course;
}

export function readingsOf(quantities: Quantities, at: number): Reading[] {
  const entry = (key: string) => formatNumber(rowNamed(quantities, key)[at] ?? null, 4);
  return BLOCKS.map(({ key, name, tone }) => ({
    name,
    tone,
    output: entry(key),
    bend: entry(`${key}Bend`),
    course: courseOf(rowNamed(quantities, key)),
  }));
}

/** What the figure shows along the whole line, and at the reader's point. */
export function describeProbe(quantities: Quantities, at: number): string {
  const bends = readingsOf(quantities, at).map(({ bend }) => bend);
  const listed = `${bends.slice(0, -1).join(', ')} and ${bends.at(-1)}`;
  return `${describeCourses(quantities)} At ${describePoint(quantities, at)} the second differences are ${listed}.`;
}

function rangeOf(t: readonly number[]): string {
  return `${formatNumber(t[0] ?? null)} to ${formatNumber(t.at(-1) ?? null)}`;
}

function describeCourses(quantities: Quantities): string {
  const courses = BLOCKS.map(({ key, name }) => `the ${name} ${courseOf(rowNamed(quantities, key))}`);
  return `Along the line ${courses.slice(0, -1).join(', ')}, and ${courses.at(-1)}.`;
}

/** All points of the line as data. */
export function tableOf(quantities: Quantities): Table {
  const keys = BLOCKS.flatMap(({ key }) => [key, `${key}Bend`]);
  const header = BLOCKS.flatMap(({ name }) => [name, `second difference of ${name}`]);
  const columns = ['t', ...keys].map((key) => rowNamed(quantities, key));
  return {
    header: ['t', ...header],
    rows: rowNamed(quantities, 't').map((_, i) => columns.map((column) => column[i] as number)),
  };
}
