import { largestExactInteger, type Precision } from '../numerics/arithmetic.ts';
import { type HostTensor, sizeOf } from '../numerics/host-tensor.ts';
import { falsePassExponent, trialsFor } from '../numerics/schwartz-zippel.ts';
import type { Identity } from './claim.ts';
import { type Draw, integerDraw, magnitudeDraw, realDraw } from './draw.ts';
import type { Outcome } from './evidence-schema.ts';
import { judgeExact, judgeRounded } from './judge-trial.ts';
import { type Magnitude, magnitudeOps } from './magnitude.ts';
import type { Ops } from './ops.ts';
import type { Values } from './parameters.ts';
import type { Checker, RunContext, Version } from './run-claim.ts';
import { NO_PARTICULARS, outcomeOf, worseOutcome } from './trial.ts';
import { holds, undecided } from './verdict.ts';

/** An exact check goes on until a false identity of its degree would pass with probability below 10^this. */
export const FALSE_PASS_EXPONENT = -29;
/** A rounded check makes this many draws. */
const ROUNDED_TRIALS = 8;
/** A false version may pass one entry by chance (a ReLU that happens to be active): look at this many at least. */
const LEAST_ENTRIES_SEEN = 64;
/** Entries larger than this gain nothing that more trials do not. */
const LARGEST_ENTRY = 2 ** 20;

type Inputs = Readonly<Record<string, HostTensor<Float32Array>>>;

/** The formulas of one version of an identity. */
export function versionOf(claim: Identity, version: Version) {
  const { draw, left, right } = claim;
  return version === 'claimed' ? { draw, left, right } : { draw, left, right, ...claim.control };
}

/** What an exact check of an identity may draw and needs, in a given precision. */
export interface ExactPlan {
  /** Integers are drawn from [−entries, entries]; 0 where even ±1 would not stay exact. */
  readonly entries: number;
  /** No partial sum of such integers exceeds it. */
  readonly peak: number;
  readonly degree: number;
  readonly setSize: number;
  /** True where signs are drawn: degree and set size are then those at each fixed pattern of signs. */
  readonly perSignPattern: boolean;
  readonly trials: number;
}

/**
 * Plans an exact check from the formulas alone: the largest integers for which no partial sum of
 * the claim or of its control can exceed 2^precision, and the trials that the degree then asks for.
 * @throws {TypeError} where a side is not a polynomial in the draws: then no exact check exists.
 */
export function planExact(claim: Identity, values: Values, precision: Precision): ExactPlan {
  const limit = largestExactInteger(precision);
  let low = 0;
  let high = LARGEST_ENTRY;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (magnitudesOf(claim, values, middle).peak <= limit) low = middle;
    else high = middle - 1;
  }
  const { peak, degree, setSize, perSignPattern, seen } = magnitudesOf(claim, values, low);
  const enough = Math.ceil(LEAST_ENTRIES_SEEN / seen);
  const trials = low === 0 ? 0 : Math.max(enough, trialsFor(degree, setSize, FALSE_PASS_EXPONENT));
  return { entries: low, peak, degree, setSize, perSignPattern, trials };
}

function magnitudesOf(claim: Identity, values: Values, entries: number) {
  const measure = (version: Version) => {
    const { draw, left, right } = versionOf(claim, version);
    const drawn = magnitudeDraw(entries);
    const inputs = draw(values, drawn.draw);
    const sides: [Magnitude, Magnitude] = [
      left(magnitudeOps, inputs, values),
      right(magnitudeOps, inputs, values),
    ];
    return { sides, setSize: drawn.setSize(), perSignPattern: drawn.drewSigns() };
  };
  const { sides, setSize, perSignPattern } = measure('claimed');
  const all = [...sides, ...measure('control').sides];
  const [left, right] = sides;
  if (left.degree === null || right.degree === null || !all.every((side) => side.integer)) {
    throw new TypeError(
      'An exact check needs both sides to be polynomials with integer coefficients: compare pre-activations, restrict signs so that each ReLU is fixed, or set `check` to rounded.',
    );
  }
  return {
    peak: Math.max(...all.map((side) => side.peak)),
    degree: Math.max(left.degree, right.degree),
    setSize,
    perSignPattern,
    seen: sizeOf(left.shape),
  };
}

/** Makes an identity ready to be checked. */
export function identityChecker(claim: Identity, context: RunContext): Checker {
  return claim.check === 'exact' ? exactChecker(claim, context) : roundedChecker(claim, context);
}

function exactChecker(claim: Identity, context: RunContext): Checker {
  const { entries, degree, setSize, perSignPattern, trials } = planExact(
    claim,
    context.values,
    context.device.arithmetic.precision,
  );
  if (entries === 0 || !Number.isFinite(trials)) {
    const tooLow = outcomeOf(0, 0, undecided('precision too low'), null);
    return { trials: 0, run: async () => tooLow, particulars: () => NO_PARTICULARS };
  }
  return {
    trials,
    run: (version) => runTrials(claim, version, trials, context, (random) => integerDraw(random, entries)),
    particulars: (claimed) => ({
      ...NO_PARTICULARS,
      entries,
      falsePass:
        claimed.verdict === 'holds'
          ? { degree, setSize, perSignPattern, exponent: falsePassExponent(degree, setSize, claimed.trials) }
          : null,
    }),
  };
}

function roundedChecker(claim: Identity, context: RunContext): Checker {
  const { values, device } = context;
  const { shape } = claim.left(magnitudeOps, claim.draw(values, magnitudeDraw(1).draw), values);
  const trials = Math.max(ROUNDED_TRIALS, Math.ceil(LEAST_ENTRIES_SEEN / sizeOf(shape)));
  return {
    trials,
    run: (version) =>
      runTrials(claim, version, trials, context, (random) => realDraw(random, device.arithmetic)),
    particulars: () => NO_PARTICULARS,
  };
}

/** Trials of one version until one refutes it, or all have passed; the outcome tells of the worst. */
async function runTrials(
  claim: Identity,
  version: Version,
  trials: number,
  context: RunContext,
  drawFrom: (random: ReturnType<RunContext['random']>) => Draw<HostTensor<Float32Array>>,
): Promise<Outcome> {
  const { device, values } = context;
  const { draw, left, right } = versionOf(claim, version);
  const random = context.random();
  let worst = outcomeOf(0, 0, holds, null);
  for (let trial = 0; trial < trials; trial++) {
    const inputs: Inputs = draw(values, drawFrom(random));
    const program = <T>(tf: Ops<T>, from: Readonly<Record<string, T>>) => ({
      left: left(tf, from, values),
      right: right(tf, from, values),
    });
    const sides = await device.evaluate(program, inputs);
    const { verdict, found } =
      claim.check === 'rounded'
        ? judgeRounded(program, inputs, sides, device.arithmetic)
        : judgeExact({ isFirst: trial === 0, inputs, program, sides });
    await context.tick();
    const outcome = outcomeOf(trial + 1, trial, verdict, found);
    if (verdict.verdict !== 'holds') return outcome;
    worst = { ...worseOutcome(worst, outcome), trials: trial + 1 };
  }
  return worst;
}
