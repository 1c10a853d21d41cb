import { describe, expect, test } from 'vitest';
import type { Cell, TrainingBenchmark } from '../../../src/evidence/benchmark-schema.ts';
import { cellOf, controlsOf, lead, paceOf, spreadOf } from '../../../src/evidence/training-benchmark.ts';
import { openDevice } from '../../../src/runtime/ladder.ts';
import { readOptions } from '../../bench/options.ts';
import { disagreement, expectation, FAULTS, trainPlainly } from '../../bench/training/agreement.ts';
import { tableOf } from '../../bench/training/table.ts';
import { typedArrayLoop } from '../../bench/training/typed-array-loop.ts';
import { planOf, WORKLOADS } from '../../bench/training/workloads.ts';

describe('contenders are compared by the losses they find', () => {
  const plans = WORKLOADS.map((workload) => [workload.name, planOf(workload, 3, 3)] as const);

  test.each(plans)('%s: this engine and the typed-array loop do the work', async (_name, plan) => {
    const expected = expectation(plan);
    const { device } = await openDevice('cpu');
    expect(disagreement(expected, Array.from((await device.train(plan)).loss))).toBeLessThanOrEqual(1);
    expect(disagreement(expected, await typedArrayLoop.losses(plan))).toBeLessThanOrEqual(1);
  });

  test.each(plans)('%s: each way to save work is refused', (_name, plan) => {
    const expected = expectation(plan);
    for (const fault of FAULTS) {
      expect(disagreement(expected, trainPlainly(plan, { fault })), fault).toBeGreaterThan(10);
    }
  });

  test('losses that are missing or no numbers are refused', () => {
    const expected = { losses: [1, 2], allowed: [0.1, 0.1] };
    expect(disagreement(expected, [1, 2.05])).toBeCloseTo(0.5);
    expect(disagreement(expected, [1])).toBe(Number.POSITIVE_INFINITY);
    expect(disagreement(expected, [1, Number.NaN])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('the results', () => {
  const cell = (contender: string, paces: readonly (number | null)[], controls: readonly number[]): Cell => ({
    contender,
    workload: 'A',
    networks: 64,
    rounds: paces.map((pace, round) => {
      const control = controls[round] as number;
      return pace === null ? null : { pace, controls: [control, control] };
    }),
  });
  const results: TrainingBenchmark = {
    version: 1,
    machine: {
      processor: 'a processor',
      cores: 2,
      memoryGiB: 4,
      system: 'a system',
      browser: 'a browser',
      gpu: 'none',
      isGpuSoftware: true,
      commit: '0123456789ab',
      date: '2000-01-01',
    },
    batch: 64,
    workloads: [{ name: 'A', depth: 8, width: 16 }],
    sizes: [64],
    contenders: ['this engine, cpu', 'tf.layers, cpu', 'ConvNetJS', 'typed-array loop'],
    agreement: { steps: 4, worst: 0.5, control: 80 },
    cells: [
      // The machine is half as fast in the second round, which the control sees.
      cell('this engine, cpu', [1000, 450, 900], [50, 25, 50]),
      cell('tf.layers, cpu', [50, 50, null], [50, 50, 50]),
      cell('ConvNetJS', [100, 25, 60], [50, 25, 50]),
      cell('typed-array loop', [null, null, null], [50, 50, 50]),
    ],
  };

  test('the median, least and largest', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, low: 1, high: 3, rounds: 3 });
    expect(spreadOf([4, 1, 2, 3]).median).toBe(2.5);
    expect(() => spreadOf([])).toThrow(RangeError);
  });

  test('a pace is corrected by the control about it', () => {
    expect(spreadOf(controlsOf(results)).median).toBe(50);
    const engine = cellOf(results, 'this engine, cpu', 'A', 64);
    expect(paceOf(results, engine)).toEqual({ median: 900, low: 900, high: 1000, rounds: 3 });
    expect(paceOf(results, cellOf(results, 'typed-array loop', 'A', 64))).toBeNull();
    expect(paceOf(results, cellOf(results, 'typed-array loop', 'B', 64))).toBeNull();
  });

  test('the lead is over the best peer of each round', () => {
    // 1000 / 100, 900 / 50 and, where tf.layers has none, 900 / 60.
    expect(lead(results, 'A', 64)).toEqual({ median: 15, low: 10, high: 18, rounds: 3 });
    expect(lead({ ...results, cells: results.cells.slice(0, 1) }, 'A', 64)).toBeNull();
  });

  test('the table says what was met and what was not', () => {
    // A range does not break, which a snapshot would not show.
    const told = (found: TrainingBenchmark) => tableOf(found).replaceAll('\u00a0to\u00a0', ' to ');
    expect(told(results)).toMatchInlineSnapshot(`
      "network-steps per second  A 64
      this engine, cpu           900
      tf.layers, cpu              50
      ConvNetJS                   60
      typed-array loop             –

      This engine on cpu, median of the rounds (least to largest):
      A, 64 networks: 15 (10 to 18) times the best of tf.layers and ConvNetJS; target of 10 met

      The control ran at 50 (25 to 50) network-steps per second; paces above are corrected by it.
      Losses of the first 4 steps: 0.5 of what rounding allows; the least fault comes to 80."
    `);
    const slower = cell('this engine, cpu', [500, 200, 400], [50, 25, 50]);
    expect(told({ ...results, cells: [slower, ...results.cells.slice(1)] })).toContain(
      'A, 64 networks: 6.67 (5 to 8) times the best of tf.layers and ConvNetJS; target of 10 missed by a factor of 1.5',
    );
  });
});

describe('the arguments', () => {
  test('none is the whole bench, and any choice is not published', () => {
    expect(readOptions([], ['training'])).toMatchObject({ benchmarks: [], rounds: 5, isWhole: true });
    expect(readOptions(['training', '--only', 'A', '--rounds', '7'], ['training'])).toMatchObject({
      benchmarks: ['training'],
      only: ['A'],
      rounds: 7,
      isWhole: false,
    });
    expect(readOptions(['--rounds', '1'], ['training']).isWhole).toBe(false);
  });

  test.each([
    [['nothing'], 'No benchmark is named "nothing": there is training.'],
    [['--rounds', '0'], '--rounds is a whole number from 1 to 100, not "0".'],
    [['--rounds', 'many'], '--rounds is a whole number from 1 to 100, not "many".'],
    [['--fast'], "Unknown option '--fast'. Known are --rounds N, --only NAME and --gpu."],
  ])('%j is answered in a sentence', (args, sentence) => {
    expect(() => readOptions(args, ['training'])).toThrow(new RangeError(sentence));
  });
});
