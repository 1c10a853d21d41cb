import { BLOCK_LENGTH, type Optimizer, type TrainingPlan } from '../../claim/training.ts';
import { MAX_SEED } from '../../numerics/random.ts';

/**
 * Refuses a plan that cannot be trained as it stands.
 * @throws {RangeError} with one sentence that names the first value out of range.
 */
export function validatePlan({
  architecture,
  task,
  networks,
  optimizer,
  steps,
  recordEvery,
}: TrainingPlan): void {
  const { block, shortcut, depth, width } = architecture;
  within('The depth', depth, 1, 48);
  if (depth % BLOCK_LENGTH[block] !== 0) {
    throw new RangeError(
      `A depth of ${depth} is no whole number of blocks: choose a multiple of ${BLOCK_LENGTH[block]}.`,
    );
  }
  within('The width', width, 2, 128);
  if (block === 'plain' && shortcut !== 'identity') {
    throw new RangeError('A plain block has no skip to project: choose the identity.');
  }
  within('The number of points', task.points, 2, 4_096);
  within("The task's seed", task.seed, 0, MAX_SEED);
  within('The number of networks', networks.length, 1, 4_096);
  for (const { seed, rate, scale, lastScale } of networks) {
    within("A network's seed", seed, 0, MAX_SEED);
    positive('A learning rate', rate);
    for (const factor of [scale, lastScale]) {
      if (!Number.isFinite(factor))
        throw new RangeError(`A start's scale is a finite number, not ${factor}.`);
    }
  }
  validateOptimizer(optimizer);
  within('The number of steps', steps, 0, 1_000_000);
  within('The steps from one record to the next', recordEvery, 1, 1_000_000);
}

function validateOptimizer(optimizer: Optimizer): void {
  if ('momentum' in optimizer) fraction('The momentum', optimizer.momentum);
  if ('decay' in optimizer) fraction('The decay', optimizer.decay);
  if ('beta1' in optimizer) {
    fraction('β₁', optimizer.beta1);
    fraction('β₂', optimizer.beta2);
  }
  if ('epsilon' in optimizer) positive('Epsilon', optimizer.epsilon);
}

function within(what: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new RangeError(`${what} is a whole number from ${low} to ${high}, not ${value}.`);
  }
}

function positive(what: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${what} is a finite number above 0, not ${value}.`);
  }
}

function fraction(what: string, value: number): void {
  if (!(value >= 0 && value < 1)) throw new RangeError(`${what} is at least 0 and below 1, not ${value}.`);
}
