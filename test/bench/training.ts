import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright';
import {
  type Cell,
  type Measurement,
  type TrainingBenchmark,
  trainingBenchmarkSchema,
} from '../../src/evidence/benchmark-schema.ts';

import { openLaboratory } from './laboratory.ts';
import { describeMachine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { disagreement, expectation, FAULTS, trainPlainly } from './training/agreement.ts';
import type { Limits } from './training/contender.ts';
import { tableOf } from './training/table.ts';
import { BATCH, planOf, SIZES, WORKLOADS, type Workload } from './training/workloads.ts';

/** Read by the reference page. */
const RESULTS = new URL('../../content/benchmarks/training.json', import.meta.url);

/** As training/page.ts has them. */
const CONTENDERS = [
  'this engine, cpu',
  'this engine, webgl',
  'this engine, webgpu',
  'tf.layers, cpu',
  'tf.layers, webgl',
  'tf.layers, webgpu',
  'ConvNetJS',
  'typed-array loop',
];

const LIMITS: Limits = { warmUp: 250, measured: 450 };
const CONTROL_LIMITS: Limits = { warmUp: 50, measured: 150 };
/** What a measurement may take, its networks' start included. */
const TIMEOUT_MS = 40_000;
/** A GPU in software goes on for a while with what was given up: so many readings of the control to wait for. */
const CALM_READINGS = 150;
/** The share of its best pace at which the control says that the machine is free again. */
const CALM = 0.8;
/** What took longer once is not measured again. */
const SLOW_MS = 5_000;
/** How many networks, and steps of them, show whether a contender does the work. */
const AGREEMENT = { networks: 8, steps: 4 } as const;

/**
 * Network-steps per second of every contender, in one Chromium, in random order. Before anything is timed each
 * contender must find the losses that loops in float64 find in the first steps.
 * @throws {Error} with a sentence where one does not, or where the comparison could not tell.
 */
export async function benchTraining({ rounds, only, gpu, isWhole }: BenchOptions): Promise<void> {
  const choice = choose(only);
  console.log('Trainings: building the page and opening a Chromium.');
  const laboratory = await openLaboratory('training', gpu);
  try {
    const { page, version } = laboratory;
    const machine = await describeMachine(page, version);
    const agreement = await compareWork(page, choice);
    const results = trainingBenchmarkSchema.parse({
      version: 1,
      machine,
      batch: BATCH,
      ...choice,
      agreement,
      cells: await measure(page, choice, rounds),
    } satisfies TrainingBenchmark);
    console.log(`\n${tableOf(results)}`);
    if (!isWhole) return console.log('\nNot kept: only a whole bench of at least three rounds is published.');
    mkdirSync(new URL('.', RESULTS), { recursive: true });
    writeFileSync(RESULTS, `${JSON.stringify(results, null, 1)}\n`);
    console.log('\nWritten to content/benchmarks/training.json.');
  } finally {
    await laboratory.close();
  }
}

type Choice = Pick<TrainingBenchmark, 'workloads' | 'sizes' | 'contenders'> & { workloads: Workload[] };

/** What `--only` leaves, of each kind that it names. */
function choose(only: readonly string[]): Choice {
  const names: readonly (readonly string[])[] = [
    WORKLOADS.map(({ name }) => name),
    SIZES.map(String),
    CONTENDERS,
  ];
  const unknown = only.find((name) => !names.flat().includes(name));
  if (unknown)
    throw new RangeError(
      `--only takes ${names
        .flat()
        .map((name) => `"${name}"`)
        .join(', ')}, not "${unknown}".`,
    );
  const left = <T>(all: readonly T[], nameOf: (one: T) => string): T[] => {
    const chosen = all.filter((one) => only.includes(nameOf(one)));
    return chosen.length > 0 ? chosen : [...all];
  };
  return {
    workloads: left(WORKLOADS, ({ name }) => name),
    sizes: left(SIZES, String),
    contenders: left(CONTENDERS, (name) => name),
  };
}

/** That nobody is timed for other work than the rest. */
async function compareWork(
  page: Page,
  { workloads, contenders }: Choice,
): Promise<TrainingBenchmark['agreement']> {
  let worst = 0;
  let control = Number.POSITIVE_INFINITY;
  for (const workload of workloads) {
    const plan = planOf(workload, AGREEMENT.networks, AGREEMENT.steps);
    const expected = expectation(plan);
    for (const fault of FAULTS)
      control = Math.min(control, disagreement(expected, trainPlainly(plan, { fault })));
    if (!(control > 1))
      throw new Error(
        `The comparison of losses would let a contender pass that saves work on ${workload.name}.`,
      );
    for (const contender of contenders) {
      const found = await page.evaluate(([contender, plan]) => laboratory.losses(contender, plan), [
        contender,
        plan,
      ] as const);
      const error = disagreement(expected, found);
      if (!(error <= 1))
        throw new Error(
          `"${contender}" does other work on ${workload.name}: a loss is ${error.toPrecision(3)} times as far off as rounding allows.`,
        );
      worst = Math.max(worst, error);
    }
    console.log(`${workload.name}: all contenders find the same losses in ${AGREEMENT.steps} steps.`);
  }
  return { steps: AGREEMENT.steps, worst, control };
}

/** Everything once a round, each round in an order of its own, the control between each two. */
async function measure(
  page: Page,
  { workloads, sizes, contenders }: Choice,
  rounds: number,
): Promise<Cell[]> {
  const cells = workloads.flatMap((workload) =>
    sizes.flatMap((networks) =>
      contenders.map((contender) => ({
        contender,
        workload,
        networks,
        rounds: [] as (Measurement | null)[],
      })),
    ),
  );
  const controlPlan = planOf(WORKLOADS[0] as Workload, 1, 1);
  const paceControl = () => paceOf(page, 'control', controlPlan, CONTROL_LIMITS);
  const slow = new Set<(typeof cells)[number]>();
  let best = 0;
  const began = performance.now();
  // Once for its compiler's sake.
  await paceOf(page, 'control', controlPlan, LIMITS);
  for (let round = 0; round < rounds; round++) {
    let before = await paceControl();
    for (const [done, cell] of shuffled(cells).entries()) {
      tell(round * cells.length + done, rounds * cells.length, performance.now() - began, cell);
      if (slow.has(cell)) {
        cell.rounds.push(null);
        continue;
      }
      const from = performance.now();
      const plan = planOf(cell.workload, cell.networks, 1);
      const pace = await paceOf(page, cell.contender, plan, LIMITS).catch((error: Error) => {
        console.log(`\n${describe(cell)}: not measured. ${firstLine(error)}`);
        return null;
      });
      if (pace === null || performance.now() - from > SLOW_MS) slow.add(cell);
      let after = await paceControl();
      best = Math.max(best, after);
      for (let k = 0; pace === null && after < CALM * best && k < CALM_READINGS; k++)
        after = await paceControl();
      cell.rounds.push(pace === null ? null : { pace, controls: [before, after] });
      before = after;
    }
  }
  return cells.map(({ workload, ...cell }) => ({ ...cell, workload: workload.name }));
}

type Plan = ReturnType<typeof planOf>;

/** Network-steps per second, to four digits. */
async function paceOf(page: Page, contender: string, plan: Plan, limits: Limits): Promise<number> {
  const { networkSteps, ms } = await page.evaluate(
    ([contender, plan, limits, timeoutMs]) => laboratory.pace(contender, plan, limits, timeoutMs),
    [contender, plan, limits, TIMEOUT_MS] as const,
  );
  return Number(((networkSteps / ms) * 1000).toPrecision(4));
}

function tell(done: number, total: number, ms: number, cell: Parameters<typeof describe>[0]): void {
  const line = `${done + 1} of ${total}, ${Math.round(ms / 1000)} s: ${describe(cell)}`;
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${line}`);
  else if (done % 12 === 0) console.log(line);
}

function describe({
  contender,
  workload,
  networks,
}: {
  contender: string;
  workload: Workload;
  networks: number;
}): string {
  return `${workload.name}, ${networks} networks, ${contender}`;
}

function firstLine({ message }: Error): string {
  return (message.split('\n')[0] as string).replace(/^page\.evaluate: Error: /, '');
}

/** In random order, by Fisher and Yates. */
function shuffled<T>(all: readonly T[]): T[] {
  const order = [...all];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [order[i], order[j]] = [order[j] as T, order[i] as T];
  }
  return order;
}
