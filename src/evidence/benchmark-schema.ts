import * as z from 'zod';

const name = z.string().min(1);
const positive = z.number().positive();
const count = z.int().positive();

/** What a benchmark ran on, and when. */
export const machineSchema = z.object({
  processor: name.describe('As the system names it'),
  cores: count.describe('Logical processors'),
  memoryGiB: positive,
  system: name,
  browser: name.describe('Chromium with its version'),
  gpu: name.describe('What WebGPU or WebGL runs on, as the browser names it'),
  isGpuSoftware: z.boolean().describe('True where the processor does the work of a GPU'),
  commit: name.describe('Of the code that was measured, with a plus sign where files differed from it'),
  date: z.iso.date(),
});

/** The trainings of the benchmark; the layers are [inputs → width → (width → width) × depth → outputs]. */
const workloadSchema = z.object({ name, depth: count, width: count });

/** One measurement: network-steps per second, and those of the control just before and after it. */
const measurementSchema = z.object({ pace: positive, controls: z.tuple([positive, positive]) });

const cellSchema = z.object({
  contender: name,
  workload: name,
  networks: count,
  rounds: z
    .array(measurementSchema.nullable())
    .describe('One a round; null where it was left out, as too slow to be repeated or to be had at all'),
});

/** What `npm run bench` writes of trainings, and the reference page reads. */
export const trainingBenchmarkSchema = z.object({
  version: z.literal(1),
  machine: machineSchema,
  batch: count.describe('Points in the batch; every step takes all of them'),
  workloads: z.array(workloadSchema),
  sizes: z.array(count).describe('How many networks'),
  contenders: z.array(name),
  agreement: z
    .object({ steps: count, worst: z.number().min(0).max(1), control: z.number().min(1) })
    .describe(
      'The largest difference of any contender’s loss from float64 loops in the first steps, in units of what rounding allows, and the least that a contender of other work came to',
    ),
  cells: z.array(cellSchema),
});

const milliseconds = z.number().nonnegative();
const timing = z.object({ site: milliseconds, bare: milliseconds });

/** What `npm run bench` writes of the time from pressing Verify to the verdict. */
export const firstVerdictSchema = z.object({
  version: z.literal(1),
  machine: machineSchema,
  claim: name.describe('The id of what was checked'),
  trials: count.describe('Draws that were compared, the control’s included'),
  backends: z.array(
    z.object({
      backend: name,
      cold: z.array(timing).nonempty().describe('The first in a page, with an empty cache, one a round'),
      warm: z
        .array(timing)
        .nonempty()
        .describe('The first in a page opened again, its files cached, one a round'),
      again: z.array(timing).nonempty().describe('The second in a page, one a round'),
      sudden: z
        .array(timing)
        .nonempty()
        .describe('As cold, with no pointer or focus before the press, one a round'),
    }),
  ),
});

/** What it writes of how pages load. */
export const pagesBenchmarkSchema = z.object({
  version: z.literal(1),
  machine: machineSchema,
  lighthouse: name.describe('Its version'),
  pages: z.array(
    z.object({
      path: name,
      rounds: z
        .array(
          z.object({
            performance: z.number().min(0).max(100),
            layoutShift: z.number().nonnegative(),
            blockingTime: milliseconds,
            benchmarkIndex: positive.describe('How fast Lighthouse found the processor, just before'),
            slowdown: positive.describe('How many times as long the simulated phone takes'),
          }),
        )
        .nonempty(),
    }),
  ),
});

/** What it writes of how building grows. */
export const scaleBenchmarkSchema = z.object({
  version: z.literal(1),
  machine: machineSchema,
  sizes: z.array(
    z.object({
      claims: count,
      articles: count,
      formulas: count,
      rounds: z
        .array(z.object({ seconds: z.number().positive(), peakMiB: z.number().positive() }))
        .nonempty(),
    }),
  ),
});

export type FirstVerdictBenchmark = z.infer<typeof firstVerdictSchema>;
export type PagesBenchmark = z.infer<typeof pagesBenchmarkSchema>;
export type ScaleBenchmark = z.infer<typeof scaleBenchmarkSchema>;
export type Machine = z.infer<typeof machineSchema>;
export type Measurement = z.infer<typeof measurementSchema>;
export type Cell = z.infer<typeof cellSchema>;
export type TrainingBenchmark = z.infer<typeof trainingBenchmarkSchema>;
