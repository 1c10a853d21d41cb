import { biasOf, drawStart, weightOf } from '../../../src/claim/start.ts';
import { drawBatch } from '../../../src/claim/tasks.ts';
import type { TrainingPlan } from '../../../src/claim/training.ts';

/** How long a measurement takes; milliseconds. */
export interface Limits {
  /** Steps that are not counted: compilers and caches warm up. */
  readonly warmUp: number;
  /** The least time that is measured. */
  readonly measured: number;
}

/** What a measurement found. */
export interface Pace {
  readonly networkSteps: number;
  readonly ms: number;
}

/** Something that trains a plan's networks, in a worker of its own. */
export interface Contender {
  /** The mean squared error of each network at the start and after each step: [steps + 1, networks]. */
  losses(plan: TrainingPlan): Promise<readonly number[]>;
  /** Trains for a while. */
  pace(plan: TrainingPlan, limits: Limits): Promise<Pace>;
}

/** The networks of a plan under training. */
export interface Training {
  /** How many networks one call of `step` takes a step of. */
  readonly networksPerStep: number;
  /** Takes the k-th step, k counting from 0, of the next networks in turn. */
  step(k: number): void;
  /** The loss of each network. */
  losses(): Promise<readonly number[]>;
  /** Resolves when all that was asked for is computed. */
  settle(): Promise<void>;
  dispose(): void;
}

/** A contender made of a training that is stepped by hand. */
export function stepped(start: (plan: TrainingPlan) => Promise<Training>): Contender {
  return {
    async losses(plan) {
      const training = await start(plan);
      const rounds = plan.networks.length / training.networksPerStep;
      const losses = [await training.losses()];
      for (let step = 0; step < plan.steps; step++) {
        for (let k = 0; k < rounds; k++) training.step(step * rounds + k);
        losses.push(await training.losses());
      }
      training.dispose();
      return losses.flat();
    },

    async pace(plan, { warmUp, measured }) {
      const training = await start(plan);
      let k = 0;
      const stepFor = async (atLeast: number): Promise<Pace> => {
        const before = { k, at: performance.now() };
        let ms = 0;
        // Settled after each breath as in the engine, so that a device's queue stays short.
        while (ms < atLeast) {
          const breath = performance.now();
          do training.step(k++);
          while (performance.now() - breath < BREATH_MS);
          await training.settle();
          ms = performance.now() - before.at;
        }
        return { networkSteps: (k - before.k) * training.networksPerStep, ms };
      };
      await stepFor(warmUp);
      const pace = await stepFor(measured);
      training.dispose();
      return pace;
    },
  };
}

/** As the engine's: how long steps may follow one another. */
const BREATH_MS = 16;

/** One layer of one network, where it starts. */
export interface LayerStart {
  readonly inputs: number;
  readonly outputs: number;
  /** [inputs, outputs], row-major. */
  readonly weight: Float32Array;
}

/** A plan's points, and each network's layers at the start; biases are 0. */
export function startOf(plan: TrainingPlan) {
  const { architecture, networks } = plan;
  const { inputs, targets } = drawBatch(plan.task);
  const start = drawStart(architecture, networks, inputs.shape[1] as number, targets.shape[1] as number);
  const layers = Array.from({ length: architecture.depth + 2 }, (_, layer) => layer);
  if (
    Object.keys(start).length !== layers.length * 2 ||
    layers.some((k) => start[biasOf(k)]?.data.some(Boolean))
  )
    throw new Error('A plan of the benchmark is of plain networks whose biases start at 0.');
  const layersOf = (network: number): LayerStart[] =>
    layers.map((layer) => {
      const { shape, data } = start[weightOf(layer)] as { shape: readonly number[]; data: Float32Array };
      const [, inputs = 0, outputs = 0] = shape;
      const size = inputs * outputs;
      return { inputs, outputs, weight: data.slice(network * size, (network + 1) * size) };
    });
  return { inputs, targets, networks: networks.map((_, network) => layersOf(network)) };
}
