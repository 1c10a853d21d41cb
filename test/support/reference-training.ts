import { drawStart } from '../../src/claim/start.ts';
import { drawBatch } from '../../src/claim/tasks.ts';
import { BLOCK_LENGTH, type Optimizer, type TrainingPlan } from '../../src/claim/training.ts';
import { apply, differentiate, dot, leaf, type Scalar, sum } from './scalar-tape.ts';

/** What the reference tells of a network before each step and after the last, in float64. */
export interface ReferenceState {
  readonly loss: readonly number[];
  readonly gradientNorm: readonly number[];
  readonly moment: readonly number[];
  readonly cosine: readonly number[];
}

/** The parameters of one network by the engine's names, each row-major. */
type Weights<T> = Readonly<Record<string, readonly T[]>>;
type Matrix<T = Scalar> = readonly (readonly T[])[];

/**
 * One network of a plan trained in float64, scalar by scalar: it shares the engine's draws and
 * nothing else.
 * @param disturbance each weight starts off by this relative amount, up or down in turn: what becomes
 * of it tells how well conditioned the training is.
 */
export function trainReference(plan: TrainingPlan, network: number, disturbance = 0): ReferenceState[] {
  const { inputs, targets } = drawBatch(plan.task);
  const [points = 0, width = 0] = inputs.shape;
  const x = rowsOf(Array.from(inputs.data, leaf), width);
  const start = drawStart(plan.architecture, plan.networks, width, targets.shape[1] ?? 0);
  let weights: Weights<number> = Object.fromEntries(
    Object.entries(start).map(([name, { data }]) => {
      const size = data.length / plan.networks.length;
      const own = Array.from(data.subarray(network * size, (network + 1) * size));
      return [name, own.map((value, i) => value * (1 + disturbance * ((i * 7) % 3 === 0 ? -1 : 1)))];
    }),
  );
  const rate = Math.fround(plan.networks[network]?.rate ?? 0);
  const memories: Record<string, number[][]> = {};
  const states: ReferenceState[] = [];
  for (let step = 0; step <= plan.steps; step++) {
    const leaves: Weights<Scalar> = mapWeights(weights, leaf);
    const { y, boundaries } = forward(plan, leaves, x);
    const errors = y.flat().map((output, i) => sum([output, leaf(-(targets.data[i] as number))]));
    const squares = dot(errors, errors);
    const slopes = differentiate(squares);
    const gradients = mapWeights(leaves, (node) => (slopes.get(node) ?? 0) / errors.length);
    const values = boundaries.map((a) => a.map((row) => row.map(({ value }) => value)));
    states.push({
      loss: [squares.value / errors.length],
      gradientNorm: Array.from({ length: plan.architecture.depth }, (_, k) =>
        Math.hypot(...(gradients[`weight ${k + 1}`] as readonly number[])),
      ),
      moment: values.map((a) => a.flat().reduce((s, value) => s + value ** 2, 0) / a.flat().length),
      cosine: values.map((a) => meanCosine(a, points)),
    });
    weights = mapWeights(weights, (value, name, i) => {
      memories[name] ??= (weights[name] as readonly number[]).map(() => [0, 0]);
      const memory = memories[name][i] as number[];
      return value - rate * direction(plan.optimizer, gradients[name]?.[i] as number, memory, step + 1);
    });
  }
  return states;
}

function mapWeights<T, U>(weights: Weights<T>, change: (value: T, name: string, i: number) => U): Weights<U> {
  return Object.fromEntries(
    Object.entries(weights).map(([name, values]) => [name, values.map((value, i) => change(value, name, i))]),
  );
}

/** What a rule takes the step in; keeps its averages in `memory`. */
function direction(optimizer: Optimizer, g: number, memory: number[], t: number): number {
  const [first, second] = memory as [number, number];
  switch (optimizer.rule) {
    case 'sgd':
      return g;
    case 'momentum':
      memory[0] = optimizer.momentum * first + g;
      return memory[0];
    case 'nesterov':
      memory[0] = optimizer.momentum * first + g;
      return g + optimizer.momentum * memory[0];
    case 'rmsprop':
      memory[0] = optimizer.decay * first + (1 - optimizer.decay) * g * g;
      return g / Math.sqrt(memory[0] + optimizer.epsilon);
    case 'adam': {
      const { beta1, beta2, epsilon } = optimizer;
      memory[0] = beta1 * first + (1 - beta1) * g;
      memory[1] = beta2 * second + (1 - beta2) * g * g;
      return memory[0] / (1 - beta1 ** t) / (Math.sqrt(memory[1] / (1 - beta2 ** t)) + epsilon);
    }
  }
}

function forward({ architecture }: TrainingPlan, weights: Weights<Scalar>, x: Matrix) {
  const { block, shortcut, activation, depth, normalised } = architecture;
  const named = (name: string) => weights[name] as readonly Scalar[];
  const g = (a: Matrix) => a.map((row) => row.map((z) => apply(...ACTIVATIONS[activation], z)));
  const plus = (a: Matrix, b: Matrix) => a.map((row, i) => row.map((v, j) => sum([v, b[i]?.[j] as Scalar])));
  /** Wa + b, normalised where the architecture says so. */
  const affine = (layer: number, a: Matrix): Matrix => {
    const bias = named(`bias ${layer}`);
    const z = times(a, named(`weight ${layer}`)).map((row) => row.map((v, j) => sum([v, bias[j] as Scalar])));
    if (!normalised || layer > depth) return z;
    const columns = bias.map((_, j) =>
      normalise(
        z.map((row) => row[j] as Scalar),
        named(`gain ${layer}`)[j] as Scalar,
        named(`offset ${layer}`)[j] as Scalar,
      ),
    );
    return z.map((_, i) => columns.map((column) => column[i] as Scalar));
  };
  let a: Matrix = g(affine(0, x));
  const boundaries = [a];
  const length = BLOCK_LENGTH[block];
  for (let index = 0; index < depth / length; index++) {
    const skip = shortcut === 'projection' ? times(a, named(`projection ${index}`)) : a;
    const l = 1 + index * length;
    const blocks = {
      plain: () => g(affine(l, a)),
      T1: () => g(plus(affine(l, a), skip)),
      T2: () => plus(skip, g(affine(l, a))),
      T3: () => plus(skip, affine(l, g(a))),
      two: () => g(plus(affine(l + 1, g(affine(l, a))), skip)),
      three: () => g(plus(affine(l + 2, g(affine(l + 1, g(affine(l, a))))), skip)),
    };
    a = blocks[block]();
    boundaries.push(a);
  }
  return { y: affine(depth + 1, a), boundaries };
}

/** One unit over the batch: (z − mean) / √(variance + 10⁻⁵) · gain + offset. */
function normalise(z: readonly Scalar[], gain: Scalar, offset: Scalar): Scalar[] {
  const share = leaf(1 / z.length);
  const minusMean = dot([sum(z)], [leaf(-1 / z.length)]);
  const centred = z.map((value) => sum([value, minusMean]));
  const variance = dot([dot(centred, centred)], [share]);
  const inverse = apply(
    (v) => (v + 1e-5) ** -0.5,
    (v) => -0.5 * (v + 1e-5) ** -1.5,
    variance,
  );
  return centred.map((value) => sum([dot([dot([value], [inverse])], [gain]), offset]));
}

/** a·W, W row-major with as many rows as a has columns. */
function times(a: Matrix, w: readonly Scalar[]): Matrix {
  const columns = w.length / (a[0]?.length as number);
  const transposed = Array.from({ length: columns }, (_, j) => w.filter((_, i) => i % columns === j));
  return a.map((row) => transposed.map((column) => dot(row, column)));
}

function rowsOf<T>(values: readonly T[], columns: number): Matrix<T> {
  return Array.from({ length: values.length / columns }, (_, i) =>
    values.slice(i * columns, (i + 1) * columns),
  );
}

function meanCosine(a: Matrix<number>, points: number): number {
  let total = 0;
  for (const p of a) {
    for (const q of a) {
      const lengths = Math.hypot(...p) * Math.hypot(...q);
      if (p !== q && lengths > 0) total += p.reduce((s, v, k) => s + v * (q[k] as number), 0) / lengths;
    }
  }
  return total / (points * (points - 1));
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** Each activation with its slope; the ReLU's is 0 at 0, as in the library. */
const ACTIVATIONS: Readonly<
  Record<TrainingPlan['architecture']['activation'], [g: (z: number) => number, slope: (z: number) => number]>
> = {
  linear: [(z) => z, () => 1],
  relu: [(z) => Math.max(z, 0), (z) => (z > 0 ? 1 : 0)],
  tanh: [Math.tanh, (z) => 1 - Math.tanh(z) ** 2],
  sigmoid: [sigmoid, (z) => sigmoid(z) * (1 - sigmoid(z))],
  gelu: [
    (z) => z * normalDistribution(z),
    (z) => normalDistribution(z) + (z * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI),
  ],
};

/** Φ(z), by its Taylor series about 0, which for |z| < 6 loses no more than seven digits of sixteen. */
export function normalDistribution(z: number): number {
  let term = z;
  let total = z;
  for (let k = 1; Math.abs(term) > 1e-17; k++) {
    term *= (-z * z) / (2 * k);
    total += term / (2 * k + 1);
  }
  return 0.5 + total / Math.sqrt(2 * Math.PI);
}
