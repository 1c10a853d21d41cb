import { counted, formatNumber } from '../number-format.ts';
import type { ChartSpec, Point, Tone } from './chart-spec.ts';
import type { Table } from './csv.ts';
import { type Quantities, rowNamed } from './figure-state.ts';

/** The blocks trained, as the figure names their quantities and as a reader knows them. */
export const BLOCKS = [
  { key: 'T1', name: 'T1', formula: 'g(Wx + b + x)' },
  { key: 'T2', name: 'T2', formula: 'x + g(Wx + b)' },
  { key: 'two', name: 'the two-layer block', formula: 'g(W₂g(Wx + b) + b₂ + x)' },
] as const;

export type BlockKey = (typeof BLOCKS)[number]['key'];

/** Where the classes part: an output above it says 1. */
const THRESHOLD = 1 / 2;
/** The colours' levels: quarters, three on each side of the threshold. */
const LEVELS = Array.from({ length: 7 }, (_, i) => THRESHOLD + (i - 3) / 4);
/** How the two classes are marked; they are told by filled and hollow dots too. */
const TONES: readonly Tone[] = [1, 2];
const DIGITS = 2;

/** What a block makes of the four points. */
export interface Outcome {
  /** Its output at each. */
  readonly outputs: readonly number[];
  /** How many lie on their class's side of the threshold. */
  readonly right: number;
  readonly loss: number;
}

export function outcomeOf(quantities: Quantities, key: BlockKey): Outcome {
  const outputs = rowNamed(quantities, `${key}Output`);
  const classes = rowNamed(quantities, 'classes');
  return {
    outputs,
    right: outputs.filter((y, i) => Number.isFinite(y) && y > THRESHOLD === (classes[i] === 1)).length,
    loss: rowNamed(quantities, `${key}Loss`)[0] ?? Number.NaN,
  };
}

/** A block's output over the square of inputs, with the four points and what it gives there. */
export function chartOf(quantities: Quantities, key: BlockKey): ChartSpec {
  const [low = 0, high = 1] = rowNamed(quantities, 'span');
  const classes = rowNamed(quantities, 'classes');
  const points = pointsOf(quantities);
  const { outputs, right } = outcomeOf(quantities, key);
  const values = rowNamed(quantities, `${key}Surface`);
  const said = points.map(([x1, x2], i) => `${output(outputs[i])} at (${x1}, ${x2})`).join(', ');
  return {
    label: `The output of ${nameOf(key)} over both inputs: ${said}; ${right} of ${points.length} on the right side of ½.`,
    x: { label: 'x₁', domain: [low, high] },
    y: { label: 'x₂', domain: [low, high] },
    lines: [],
    dots: TONES.map((tone, kind) => ({
      name: `class ${kind}`,
      tone,
      points: points.filter((_, i) => classes[i] === kind),
    })),
    labels: points.map((at, i) => ({ at, text: output(outputs[i]) })),
    // What has diverged has no picture; its outputs say so.
    ...(values.length > 0 && values.every(Number.isFinite) && { field: { values, levels: LEVELS } }),
  };
}

/** What a page carries of the numbers: the surfaces, most of them, stand there drawn. */
export function withoutSurfaces(quantities: Quantities): Quantities {
  return Object.fromEntries(Object.entries(quantities).filter(([name]) => !name.endsWith('Surface')));
}

/** True where there are surfaces to draw: until they are computed here, those drawn at build are shown. */
export function hasSurfaces(quantities: Quantities): boolean {
  return BLOCKS.every(({ key }) => rowNamed(quantities, `${key}Surface`).length > 0);
}

/** What came of it, in words. */
export function describeTraining(quantities: Quantities, steps: number): string {
  const all = rowNamed(quantities, 'classes').length;
  const said = BLOCKS.map(({ key, name }, i) => {
    const { right, loss } = outcomeOf(quantities, key);
    const points = i === 0 ? `has ${right} of the ${all} points on the right side of ½` : `${right}`;
    return `${name} ${points} (loss ${formatNumber(loss)})`;
  });
  const after = steps === 0 ? 'Before the first step' : `After ${counted(steps, 'step')}`;
  return `${after}, ${said.slice(0, -1).join(', ')}, and ${said.at(-1)}.`;
}

/** The four points, a row each: the class, and what each block gives. */
export interface Reading {
  readonly point: string;
  readonly wanted: number;
  readonly given: readonly { readonly text: string; readonly isRight: boolean }[];
}

export function readingsOf(quantities: Quantities): Reading[] {
  const classes = rowNamed(quantities, 'classes');
  return pointsOf(quantities).map(([x1, x2], i) => ({
    point: `(${x1}, ${x2})`,
    wanted: classes[i] as number,
    given: BLOCKS.map(({ key }) => {
      const y = outcomeOf(quantities, key).outputs[i] as number;
      return {
        text: formatNumber(y, 4),
        isRight: Number.isFinite(y) && y > THRESHOLD === (classes[i] === 1),
      };
    }),
  }));
}

/** The four points as data, with the losses last. */
export function tableOf(quantities: Quantities, steps: number): Table {
  const classes = rowNamed(quantities, 'classes');
  const outcomes = BLOCKS.map(({ key }) => outcomeOf(quantities, key));
  const names = BLOCKS.map(({ name }) => name);
  return {
    header: [
      'steps',
      'x1',
      'x2',
      'class',
      ...names.map((name) => `output of ${name}`),
      ...names.map((name) => `loss of ${name}`),
    ],
    rows: pointsOf(quantities).map(([x1, x2], i) => [
      steps,
      x1,
      x2,
      classes[i] as number,
      ...outcomes.map(({ outputs }) => outputs[i] as number),
      ...outcomes.map(({ loss }) => loss),
    ]),
  };
}

function pointsOf(quantities: Quantities): Point[] {
  const [x1 = [], x2 = []] = quantities.points ?? [];
  return x1.map((x, i): Point => [x, x2[i] as number]);
}

function nameOf(key: BlockKey): string {
  return BLOCKS.find((block) => block.key === key)?.name ?? key;
}

function output(y: number | undefined): string {
  return formatNumber(y ?? null, DIGITS);
}
