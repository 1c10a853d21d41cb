import type { Ops } from './ops.ts';

/** Rules of a training step that depend on gradients alone, by the field's names. */
export const RULES = ['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam'] as const;

/** One of {@link RULES}. */
export type Rule = (typeof RULES)[number];

/** What a rule keeps of the past for each thing it trains: of its shape, but for Adam's two shares, [1, 1]. */
const SLOTS: Readonly<Record<Rule, readonly string[]>> = {
  sgd: [],
  momentum: ['velocity'],
  nesterov: ['velocity'],
  rmsprop: ['square'],
  adam: ['mean', 'square', 'meanShare', 'squareShare'],
};
const SHARES: readonly string[] = ['meanShare', 'squareShare'];

// Short binary fractions: every device stores them as they stand.
const MOMENTUM = 7 / 8;
const RMS_DECAY = 7 / 8;
const BETA_1 = 7 / 8;
const BETA_2 = 63 / 64;
/** Large for an ε: an error of the gradient is divided by it where the gradient is near 0. */
const EPSILON = 1 / 64;

/** The momentum of `momentum` and `nesterov`, for statements: dimensionless. */
export const MU = MOMENTUM;

/** The name of a slot of something trained. */
export const slotOf = (slot: string, name: string) => `${slot} ${name}`;

/** The slots of a rule for something trained of a shape, as names with shapes. */
export function slotsOf(rule: Rule, name: string, rows: number, columns: number) {
  return SLOTS[rule].map((slot) => ({
    slot,
    name: slotOf(slot, name),
    shape: SHARES.includes(slot) ? ([1, 1] as const) : ([rows, columns] as const),
  }));
}

/**
 * One step of a rule on one thing it trains.
 * @param state by name: the thing itself and its slots, which start at 0.
 * @param rate η, a short binary fraction.
 * @returns both anew, by the same names.
 * @see Kingma & Ba 2015, Algorithm 1, for Adam; its shares 1 − βᵗ are kept as averages of 1.
 */
export function step<T>(
  tf: Ops<T>,
  rule: Rule,
  name: string,
  state: Readonly<Record<string, T>>,
  gradient: T,
  rate: number,
): Record<string, T> {
  const slot = (of: string) => state[slotOf(of, name)] as T;
  const slots: Record<string, T> = {};
  const keep = (of: string, value: T): T => {
    slots[slotOf(of, name)] = value;
    return value;
  };
  /** βs + (1 − β)x. */
  const averaged = (of: string, beta: number, x: T) =>
    keep(of, tf.add(tf.mul(tf.scalar(beta), slot(of)), tf.mul(tf.scalar(1 - beta), x)));
  const accelerated = () => keep('velocity', tf.add(tf.mul(tf.scalar(MOMENTUM), slot('velocity')), gradient));

  const direction = (): T => {
    switch (rule) {
      case 'sgd':
        return gradient;
      case 'momentum':
        return accelerated();
      case 'nesterov':
        return tf.add(gradient, tf.mul(tf.scalar(MOMENTUM), accelerated()));
      case 'rmsprop': {
        const square = averaged('square', RMS_DECAY, tf.mul(gradient, gradient));
        return tf.div(gradient, tf.sqrt(tf.add(square, tf.scalar(EPSILON))));
      }
      case 'adam': {
        const mean = tf.div(averaged('mean', BETA_1, gradient), averaged('meanShare', BETA_1, tf.scalar(1)));
        const square = tf.div(
          averaged('square', BETA_2, tf.mul(gradient, gradient)),
          averaged('squareShare', BETA_2, tf.scalar(1)),
        );
        return tf.div(mean, tf.add(tf.sqrt(square), tf.scalar(EPSILON)));
      }
    }
  };
  const moved = tf.sub(state[name] as T, tf.mul(tf.scalar(rate), direction()));
  return { [name]: moved, ...slots };
}

/**
 * Gradients scaled down together where their joint Euclidean norm exceeds a threshold.
 * @param threshold c > 0, a short binary fraction.
 * @param shapes [rows, columns] of each.
 */
export function clipped<T>(
  tf: Ops<T>,
  gradients: readonly T[],
  shapes: readonly (readonly [number, number])[],
  threshold: number,
): T[] {
  const ones = (rows: number, columns: number) =>
    tf.constant({ shape: [rows, columns], data: new Float32Array(rows * columns).fill(1) });
  const squares = gradients.map((gradient, i) => {
    const [rows, columns] = shapes[i] as readonly [number, number];
    return tf.matMul(tf.matMul(ones(1, rows), tf.mul(gradient, gradient)), ones(columns, 1));
  });
  const norm = tf.sqrt(squares.reduce((sum, square) => tf.add(sum, square)));
  const c = tf.scalar(threshold);
  // c / max(c, ‖g‖).
  const scale = tf.div(c, tf.add(c, tf.relu(tf.sub(norm, c))));
  return gradients.map((gradient) => tf.mul(scale, gradient));
}
