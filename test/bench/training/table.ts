import {
  describeSpread,
  describeTarget,
  inDigits,
  networksOf,
} from '../../../src/components/benchmark-words.ts';
import type { TrainingBenchmark } from '../../../src/evidence/benchmark-schema.ts';
import {
  cellOf,
  controlsOf,
  lead,
  paceOf,
  spreadOf,
  TARGET,
} from '../../../src/evidence/training-benchmark.ts';

/** The results as text: network-steps per second, the engine's lead, and how steady the machine was. */
export function tableOf(results: TrainingBenchmark): string {
  const { workloads, sizes, contenders, agreement } = results;
  const columns = workloads.flatMap(({ name }) => sizes.map((networks) => ({ name, networks })));
  const rows = contenders.map((contender) => [
    contender,
    ...columns.map(({ name, networks }) => {
      const pace = paceOf(results, cellOf(results, contender, name, networks));
      return pace ? inDigits(pace.median) : '–';
    }),
  ]);
  const head = ['network-steps per second', ...columns.map(({ name, networks }) => `${name} ${networks}`)];
  const leads = columns.flatMap(({ name, networks }) => {
    const times = lead(results, name, networks);
    if (!times) return [];
    const verdict = networks === TARGET.networks ? `; ${describeTarget(times)}` : '';
    return [
      `${name}, ${networksOf(networks)}: ${describeSpread(times)} times the best of tf.layers and ConvNetJS${verdict}`,
    ];
  });
  const steadiness = spreadOf(controlsOf(results));
  return [
    ...aligned([head, ...rows]),
    '',
    'This engine on cpu, median of the rounds (least to largest):',
    ...leads,
    '',
    `The control ran at ${describeSpread(steadiness)} network-steps per second; paces above are corrected by it.`,
    `Losses of the first ${agreement.steps} steps: ${inDigits(agreement.worst)} of what rounding allows; the least fault comes to ${inDigits(agreement.control)}.`,
  ].join('\n');
}

/** Columns as wide as their widest entry, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, j) => Math.max(...rows.map((row) => row[j]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((entry, j) => (j === 0 ? entry.padEnd(widths[j] as number) : entry.padStart(widths[j] as number)))
      .join('  '),
  );
}
