import type { TrainingRecord } from '../../claim/training.ts';
import type { Records } from '../../runtime/protocol.ts';
import { formatMeasured, formatNumber } from '../number-format.ts';
import type { ChartSpec, Tone } from './chart-spec.ts';
import type { Table } from './csv.ts';
import { type Spread, shortSpread, spreadOf } from './spread.ts';
import { drawnOf, layerAxisOf, layerSeries, logAxisOf, spreadSeries } from './spread-chart.ts';

/** A stack of blocks of one kind: its gradient, over its seeds. */
export interface Stack {
  readonly kind: string;
  /** Weight layers in blocks. */
  readonly depth: number;
  /** How many networks. */
  readonly seeds: number;
  /** By layer, from the input: norms of the loss's gradient at its weights. */
  readonly norms: readonly Spread[];
  /** The first layer's norm over the last's. */
  readonly firstOverLast: Spread;
}

/**
 * What was recorded after so many steps. A training that has not come so far yet is left out.
 * @param records by the names of the figure's plans, `24 T1, W₀`.
 */
export function stacksOf(records: Records, steps: number): Stack[] {
  return Object.entries(records).flatMap(([name, record]) => {
    if (record.at.at(-1) !== steps) return [];
    const [, depth, kind = name] = /^(\d+) (.*)$/.exec(name) ?? [];
    return { kind, depth: Number(depth), ...lastGradients(record, Number(depth)) };
  });
}

function lastGradients(
  { at, loss, gradientNorm }: TrainingRecord,
  depth: number,
): Pick<Stack, 'seeds' | 'norms' | 'firstOverLast'> {
  const seeds = loss.length / at.length;
  const last = gradientNorm.subarray(gradientNorm.length - seeds * depth);
  const across = (of: (network: number) => number) =>
    spreadOf(Array.from({ length: seeds }, (_, k) => of(k)));
  const norm = (network: number, layer: number) => last[network * depth + layer] as number;
  return {
    seeds,
    norms: Array.from({ length: depth }, (_, layer) => across((network) => norm(network, layer))),
    firstOverLast: across((network) => norm(network, 0) / norm(network, depth - 1)),
  };
}

/** Stacks as a page carries them. */
export function shortened(stacks: readonly Stack[]): Stack[] {
  return stacks.map((stack) => ({
    ...stack,
    norms: stack.norms.map(shortSpread),
    firstOverLast: shortSpread(stack.firstOverLast),
  }));
}

/** The depths there are, rising. */
export function depthsOf(stacks: readonly Stack[]): number[] {
  return [...new Set(stacks.map(({ depth }) => depth))].sort((a, b) => a - b);
}

/** The depth nearest to a place on a logarithmic axis. */
export function nearestDepth(depths: readonly number[], x: number): number | undefined {
  const distances = depths.map((depth) => Math.abs(Math.log(x / depth)));
  return depths[distances.indexOf(Math.min(...distances))];
}

/** The kinds in the order of the figure's, which gives each its tone. */
function kindsOf(stacks: readonly Stack[]): { kind: string; tone: Tone; own: Stack[] }[] {
  const kinds = [...new Set(stacks.map(({ kind }) => kind))];
  return kinds.map((kind, i) => ({
    kind,
    tone: ((i % 4) + 1) as Tone,
    own: stacks.filter((stack) => stack.kind === kind),
  }));
}

/** The gradient's norm layer by layer, in stacks of one depth. */
export function layerChartOf(stacks: readonly Stack[], depth: number, when: string): ChartSpec {
  const series = kindsOf(stacks).flatMap(({ kind, tone, own }) =>
    own.filter((stack) => stack.depth === depth).map(({ norms }) => layerSeries(kind, tone, norms)),
  );
  return {
    label: `Norm of the loss’s gradient at each layer’s weights, ${depth} layers, ${when}: median and quartiles over the seeds.`,
    x: layerAxisOf(depth),
    y: { label: 'gradient norm', ...logAxisOf(series) },
    ...drawnOf(series),
  };
}

/** The gradient's norm at the first layer, by depth, with a rule at the reader's. */
export function depthChartOf(stacks: readonly Stack[], depth: number, when: string): ChartSpec {
  const series = kindsOf(stacks).map(({ kind, tone, own }) =>
    spreadSeries(
      kind,
      tone,
      own.map((stack) => stack.depth),
      own.map(({ norms }) => norms[0] as Spread),
    ),
  );
  const depths = depthsOf(stacks);
  return {
    label: describeGradients(stacks, depth, when),
    x: {
      label: 'layers in the stack',
      type: 'log',
      domain: [depths[0] ?? 1, depths.at(-1) ?? 2],
      ticks: depths,
      format: String,
    },
    y: { label: 'gradient norm, first layer', ...logAxisOf(series) },
    ...drawnOf(series),
    rules: [depth],
  };
}

/** One kind at the reader's depth, as it is read. */
export interface Reading {
  readonly kind: string;
  readonly first: string;
  readonly last: string;
  readonly ratio: string;
}

export function readingsOf(stacks: readonly Stack[], depth: number): Reading[] {
  return stacks
    .filter((stack) => stack.depth === depth)
    .map(({ kind, norms, firstOverLast }) => {
      const [first, last] = [norms[0]?.middle ?? null, norms.at(-1)?.middle ?? null];
      const isHeld = [first, last].every((norm) => norm !== null && norm > 0);
      return {
        kind,
        first: describeNorm(first),
        last: describeNorm(last),
        ratio: isHeld ? describeNorm(firstOverLast.middle) : '–',
      };
    });
}

/** A norm's square overflows or vanishes long before the norm does: then no number is known. */
function describeNorm(norm: number | null): string {
  if (norm === null) return 'too large';
  return norm === 0 ? 'too small' : formatMeasured(norm);
}

/** When the gradient was taken. */
export function describeWhen(steps: number): string {
  return steps === 0 ? 'at the start' : `after ${formatNumber(steps)} steps`;
}

/** The reader's depth in a sentence. */
export function describeGradients(stacks: readonly Stack[], depth: number, when: string): string {
  const said = readingsOf(stacks, depth).map(({ kind, first }) => `${first} for ${kind}`);
  return said.length > 0
    ? `${depth} layers, ${when}. Median norm of the first layer’s gradient: ${said.join('; ')}.`
    : `${depth} layers, ${when}. Nothing is computed yet.`;
}

/** Every layer of every stack, with all digits. */
export function tableOf(stacks: readonly Stack[], steps: number): Table {
  const entry = (value: number | null) => value ?? 'too large';
  return {
    header: [
      'kind',
      'depth',
      'layer',
      'steps',
      'seeds',
      'gradient norm, lower quartile',
      'gradient norm, median',
      'gradient norm, upper quartile',
    ],
    rows: stacks.flatMap(({ kind, depth, seeds, norms }) =>
      norms.map(({ low, middle, high }, layer) => [
        kind,
        depth,
        layer + 1,
        steps,
        seeds,
        ...[low, middle, high].map(entry),
      ]),
    ),
  };
}
