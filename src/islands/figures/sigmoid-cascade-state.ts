import { counted, formatNumber, powerOfTen } from '../number-format.ts';
import type { ChartSpec, Line, Point, Tone } from './chart-spec.ts';
import type { Table } from './csv.ts';
import { type Quantities, rowNamed } from './figure-state.ts';

/** What follows the sums, as the figure names its quantities and as a reader knows it. */
const STACKS = {
  sigmoid: { name: 'sigmoid after each sum', tone: 3 },
  relu: { name: 'ReLU after each sum', tone: 2 },
} as const satisfies Record<string, { name: string; tone: Tone }>;

export type Stack = keyof typeof STACKS;

/** How many blocks were computed. */
export function blocksOf(quantities: Quantities): number {
  return Object.keys(quantities).filter((name) => name.startsWith('bound')).length - 1;
}

/** Each input's way through a stack, up to some blocks. */
export function chartOf(quantities: Quantities, stack: Stack, passed: number): ChartSpec {
  const { name, tone } = STACKS[stack];
  const inputs = rowNamed(quantities, `${stack}0`);
  const lines: Line[] = inputs.map((_, i) => ({
    name,
    tone,
    points: blocksUpTo(passed).map((k): Point => [k, rowNamed(quantities, `${stack}${k}`)[i] as number]),
  }));
  const label = `${inputs.length} numbers through ${counted(passed, 'block')} with a ${name}: they end ${rangeOf(rowNamed(quantities, `${stack}${passed}`))}.`;
  return {
    label,
    x: { label: 'blocks passed', domain: [0, blocksOf(quantities)], format: String },
    y: { label: 'the numbers', domain: [inputs[0] as number, inputs.at(-1) as number] },
    lines,
    dots: [{ name, tone, points: lines.map(({ points }) => points.at(-1) as Point) }],
  };
}

/** How far the outermost numbers are apart, on a logarithmic scale, beside what the claim allows. */
export function spreadChartOf(quantities: Quantities, passed: number): ChartSpec {
  const line = (row: string, name: string, tone: Tone): Line => ({
    name,
    tone,
    points: blocksUpTo(passed)
      .map((k): Point => [k, spreadAt(quantities, row, k)])
      // There is no logarithm of nothing: inputs that have become one number end the line.
      .filter(([, spread]) => spread > 0),
  });
  const all = blocksUpTo(blocksOf(quantities)).flatMap((k) =>
    ['sigmoidSpread', 'reluSpread', 'bound'].map((row) => spreadAt(quantities, row, k)),
  );
  const positive = all.filter((spread) => spread > 0);
  return {
    label: describeCascade(quantities, passed),
    x: { label: 'blocks passed', domain: [0, blocksOf(quantities)], format: String },
    y: {
      label: 'largest − smallest',
      type: 'log',
      domain: [Math.min(...positive), Math.max(...positive)],
      format: (x) => (Number.isInteger(Math.log10(x)) ? powerOfTen(Math.log10(x)) : ''),
    },
    lines: [
      line('bound', 'what the claim allows at zero weights, a factor of ¼ a block', 1),
      line('reluSpread', STACKS.relu.name, STACKS.relu.tone),
      line('sigmoidSpread', STACKS.sigmoid.name, STACKS.sigmoid.tone),
    ],
  };
}

/** What is left after some blocks, in words. */
export function describeCascade(quantities: Quantities, passed: number): string {
  const [sigmoid, relu, bound] = ['sigmoidSpread', 'reluSpread', 'bound'].map((row) =>
    formatNumber(spreadAt(quantities, row, passed)),
  );
  const after = passed === 0 ? 'Before the first block' : `After ${counted(passed, 'block')}`;
  return `${after} the outermost numbers are ${sigmoid} apart with the sigmoid, ${relu} with ReLU; at zero weights the claim allows the sigmoid at most ${bound}.`;
}

/** Every number after each block shown. */
export function tableOf(quantities: Quantities, passed: number): Table {
  const inputs = rowNamed(quantities, 'sigmoid0');
  return {
    header: [
      'blocks passed',
      'input',
      'with sigmoid',
      'with ReLU',
      'spread with sigmoid',
      'spread with ReLU',
      'bound',
    ],
    rows: blocksUpTo(passed).flatMap((k) =>
      inputs.map((input, i) => [
        k,
        input,
        rowNamed(quantities, `sigmoid${k}`)[i] as number,
        rowNamed(quantities, `relu${k}`)[i] as number,
        ...['sigmoidSpread', 'reluSpread', 'bound'].map((row) => spreadAt(quantities, row, k)),
      ]),
    ),
  };
}

function spreadAt(quantities: Quantities, row: string, block: number): number {
  return rowNamed(quantities, `${row}${block}`)[0] ?? Number.NaN;
}

function blocksUpTo(passed: number): number[] {
  return Array.from({ length: passed + 1 }, (_, k) => k);
}

function rangeOf(numbers: readonly number[]): string {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)].map((x) => formatNumber(x, 4));
  return least === most ? `at ${least}` : `between ${least} and ${most}`;
}
