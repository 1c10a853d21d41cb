import type { Values } from '../../claim/parameters.ts';
import { counted, formatNumber } from '../number-format.ts';
import type { ChartSpec, Line, Point, Tone } from './chart-spec.ts';
import type { Table } from './csv.ts';
import { type Quantities, rowNamed } from './figure-state.ts';

/** The two layers, as the figure names their losses and as a reader knows them. */
const RUNNERS = [
  { key: 'plain', name: 'plain, g(Va + b)', tone: 3 },
  { key: 'projected', name: 'with a projection, g(Wᵣa + Wa + b)', tone: 2 },
] as const satisfies readonly { key: string; name: string; tone: Tone }[];

type Runner = (typeof RUNNERS)[number]['key'];

/** Rules under which L2 of strength λ on both summands is L2 of strength λ/2 on their sum. */
const LINEAR: readonly unknown[] = ['sgd', 'momentum', 'nesterov'];

/** How many steps were computed. */
export function stepsOf(quantities: Quantities): number {
  return Object.keys(quantities).filter((name) => name.startsWith('plain')).length - 1;
}

/** Both learning curves up to some step. */
export function chartOf(quantities: Quantities, values: Values, steps: number): ChartSpec {
  const last = stepsOf(quantities);
  const lines: Line[] = RUNNERS.map(({ key, name, tone }) => ({
    name,
    tone,
    points: upTo(steps)
      .map((k): Point => [k, lossAt(quantities, key, k)])
      // A loss that has left the numbers ends its curve.
      .filter(([, loss]) => Number.isFinite(loss)),
  }));
  const all = upTo(last).flatMap((k) => RUNNERS.map(({ key }) => lossAt(quantities, key, k)));
  return {
    label: `Two learning curves. ${describeRace(quantities, values, steps)}`,
    x: { label: 'steps', domain: [0, last], format: String },
    y: { label: 'loss', domain: [0, Math.max(...all.filter(Number.isFinite))] },
    lines,
    dots: lines.map(({ name, tone, points }) => ({ name, tone, points: points.slice(-1) })),
  };
}

/** The largest distance between the curves up to some step, and after how many steps it is. */
export interface Gap {
  readonly size: number;
  readonly at: number;
}

/** NaN where either curve has left the numbers. */
export function largestGap(quantities: Quantities, steps: number): Gap {
  const gaps = upTo(steps).map((k) =>
    Math.abs(lossAt(quantities, 'plain', k) - lossAt(quantities, 'projected', k)),
  );
  const size = Math.max(...gaps);
  return { size, at: gaps.indexOf(size) };
}

/** Whether the claim has the two run as one, at what a reader set. */
export function runAsOne({ rule, plain, decay, decayed }: Values): boolean {
  if (plain !== '2η') return false;
  return decay === 0 || (decayed === 'λ and λ/2' && LINEAR.includes(rule));
}

/** How the race stands, in words. */
export function describeRace(quantities: Quantities, values: Values, steps: number): string {
  const loss = (key: Runner) => formatNumber(lossAt(quantities, key, steps));
  const after = steps === 0 ? 'Before the first step' : `After ${counted(steps, 'step')}`;
  const losses = `${after} the loss is ${loss('projected')} with the projection and ${loss('plain')} without.`;
  const { size, at } = largestGap(quantities, steps);
  const gap = Number.isFinite(size)
    ? `The largest gap so far is ${formatNumber(size)}${size > 0 ? `, after ${counted(at, 'step')}` : ''}.`
    : 'A loss is not a finite number, so there is no gap to give.';
  return `${losses} ${gap} ${expectationOf(values)}`;
}

/** What the claim says of these settings. */
function expectationOf(values: Values): string {
  return runAsOne(values)
    ? 'The claim has both run as one in exact arithmetic: what is left between them is the rounding of two free runs.'
    : 'The claim does not have them run as one at these settings.';
}

/** Both curves as data. */
export function tableOf(quantities: Quantities, steps: number): Table {
  return {
    header: ['steps', 'loss with projection', 'loss of plain layer', 'gap'],
    rows: upTo(steps).map((k) => {
      const [projected, plain] = [lossAt(quantities, 'projected', k), lossAt(quantities, 'plain', k)];
      return [k, projected, plain, Math.abs(projected - plain)];
    }),
  };
}

function lossAt(quantities: Quantities, runner: Runner, step: number): number {
  return rowNamed(quantities, `${runner}${step}`)[0] ?? Number.NaN;
}

function upTo(steps: number): number[] {
  return Array.from({ length: steps + 1 }, (_, k) => k);
}
