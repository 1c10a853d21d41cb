import type { HostTensor } from '../numerics/host-tensor.ts';
import type { Random } from '../numerics/random.ts';
import { gaussian, streamFor } from './streams.ts';
import type { Task } from './training.ts';

/** A task's points: what a network is given and what it should answer. */
export interface Batch {
  /** [points, inputs] */
  readonly inputs: HostTensor<Float32Array>;
  /** [points, outputs]: one output of ±1 for two classes, one-hot for more. */
  readonly targets: HostTensor<Float32Array>;
}

/** One point: its inputs, and its class from 0. */
interface Point {
  readonly inputs: readonly number[];
  readonly label: number;
}

/** The points of a task: the same seed gives the same points everywhere. Classes are as even as the task allows. */
export function drawBatch({ name, points, seed }: Task): Batch {
  const random = streamFor('points', seed);
  const drawn = DRAWS[name](points, random);
  const classes = name === 'glyphs' ? STROKES.length : 2;
  const answer = (label: number) =>
    classes === 2 ? [label === 0 ? -1 : 1] : Array.from({ length: classes }, (_, k) => (k === label ? 1 : 0));
  return {
    inputs: matrix(drawn.map(({ inputs }) => inputs)),
    targets: matrix(drawn.map(({ label }) => answer(label))),
  };
}

function matrix(rows: readonly (readonly number[])[]): HostTensor<Float32Array> {
  return { shape: [rows.length, rows[0]?.length ?? 0], data: Float32Array.from(rows.flat()) };
}

/** Standard deviation of what is added to each coordinate of a spiral and to each radius of a ring. */
const NOISE = 0.03;

const DRAWS: Readonly<Record<Task['name'], (points: number, random: Random) => readonly Point[]>> = {
  /** Two arms, half a turn apart, each of one turn from radius 0.1 to 1; points evenly along the arm. */
  spiral: (points, random) =>
    alternating(points, (label, share) => {
      const radius = 0.1 + 0.9 * share;
      const angle = 2 * Math.PI * share + Math.PI * label;
      const at = (coordinate: number) => radius * coordinate + NOISE * gaussian(random);
      return [at(Math.cos(angle)), at(Math.sin(angle))];
    }),
  /** Two rings about the origin, of radius ½ and 1. */
  rings: (points, random) =>
    alternating(points, (label) => {
      const radius = (label === 0 ? 0.5 : 1) + NOISE * gaussian(random);
      const angle = 2 * Math.PI * random.unit();
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    }),
  /** The unit square about the origin, a class for each pair of opposite quadrants. */
  xor: (points, random) =>
    alternating(points, (label) => {
      const [x, y] = [random.unit(), random.unit()];
      const side = random.integer(0, 1) * 2 - 1;
      return [side * x, (label === 0 ? 1 : -1) * side * y];
    }),
  /** Six signs; the class is their product's. */
  parity: (points, random) =>
    alternating(points, (label) => {
      const signs = Array.from({ length: 5 }, () => random.integer(0, 1) * 2 - 1);
      return [...signs, signs.reduce((product, sign) => product * sign, label === 0 ? -1 : 1)];
    }),
  /** Normal points in four dimensions; the class is on which side of the batch's median a random tanh network answers. */
  teacher: (points, random) => {
    const [dimensions, units] = [4, 8];
    const normal = (length: number) => Array.from({ length }, () => gaussian(random));
    const hidden = Array.from({ length: units }, () => normal(dimensions));
    const readout = normal(units);
    const dot = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, entry, k) => sum + entry * (b[k] as number), 0);
    const inputs = Array.from({ length: points }, () => normal(dimensions));
    const answers = inputs.map((x) =>
      dot(
        readout,
        hidden.map((row) => Math.tanh(dot(row, x))),
      ),
    );
    const median = [...answers].sort((a, b) => a - b)[Math.floor(points / 2)] as number;
    return inputs.map((x, i) => ({ inputs: x, label: (answers[i] as number) < median ? 0 : 1 }));
  },
  /** Images of 8×8 pixels, each of one stroke, moved and resized at random, with a little noise; 0 is paper, 1 ink. */
  glyphs: (points, random) =>
    Array.from({ length: points }, (_, i) => {
      const label = i % STROKES.length;
      const within = (low: number, high: number) => low + (high - low) * random.unit();
      const [centreX, centreY, size] = [within(3, 4), within(3, 4), within(2.4, 3.4)];
      const inputs = Array.from({ length: SIDE * SIDE }, (_, pixel) => {
        const x = ((pixel % SIDE) - centreX) / size;
        const y = (Math.floor(pixel / SIDE) - centreY) / size;
        const distance = (STROKES[label] as Stroke)(x, y) * size;
        return Math.max(0, 1 - distance) + NOISE * gaussian(random);
      });
      return { inputs, label };
    }),
};

/** Points of the classes 0 and 1 in turn; `share` goes from 0 to 1 within each. */
function alternating(
  points: number,
  draw: (label: number, share: number) => readonly number[],
): readonly Point[] {
  const ofOne = Math.ceil(points / 2);
  return Array.from({ length: points }, (_, i) => ({
    inputs: draw(i % 2, ofOne === 1 ? 1 : Math.floor(i / 2) / (ofOne - 1)),
    label: i % 2,
  }));
}

/** Pixels of a glyph's side. */
const SIDE = 8;

/** The distance of a point from a stroke that fills [−1, 1]². */
type Stroke = (x: number, y: number) => number;

const BAR: Stroke = (x, y) => Math.hypot(Math.max(Math.abs(x) - 1, 0), y);
const SLASH: Stroke = (x, y) => BAR((x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2);

/** Bar, upright, slash, backslash, cross, ring: a class each. */
const STROKES: readonly Stroke[] = [
  BAR,
  (x, y) => BAR(y, x),
  SLASH,
  (x, y) => SLASH(-x, y),
  (x, y) => Math.min(BAR(x, y), BAR(y, x)),
  (x, y) => Math.abs(Math.hypot(x, y) - 1),
];
