import { medianInterval, wilsonInterval } from '../numerics/interval.ts';
import { MAX_SEED } from '../numerics/random.ts';
import { type Criterion, type Experiment, inCase } from './claim.ts';
import type { Evidence, Outcome } from './evidence-schema.ts';
import { trainHeld, WrongTraining } from './held-training.ts';
import type { Lab } from './lab.ts';
import type { Checker, RunContext } from './run-claim.ts';
import { NO_PARTICULARS, outcomeOf } from './trial.ts';
import { type Interval, judge, undecided, type Verdict } from './verdict.ts';

type Observed = Readonly<Record<string, ArrayLike<number>>>;

/** What came out at one criterion. */
interface Found {
  readonly criterion: Criterion;
  readonly interval: Interval;
  readonly verdict: Verdict;
}

/**
 * Makes an experiment ready: one observation serves the claim's criteria and the control's, which
 * differ in what they ask of it.
 */
export function experimentChecker(claim: Experiment, context: RunContext): Checker {
  const random = context.random();
  const seeds = Array.from({ length: claim.seeds }, () => random.integer(0, MAX_SEED));
  let observed: Promise<Observed | null> | undefined;
  const observe = () => {
    observed ??= observeAll(claim, context, seeds);
    return observed;
  };
  let findings: Evidence['findings'] = null;
  return {
    trials: claim.trainings + 1,
    run: async (version) => {
      const { criteria } = version === 'claimed' ? claim : claim.control;
      const seen = await observe();
      if (!seen) return outcomeOf(0, 0, undecided('device at fault'), null);
      const found = findIn(seen, inCase(criteria, context.values), claim.seeds);
      if (version === 'claimed') findings = found.map(publish);
      await context.tick();
      return decide(found, claim.seeds);
    },
    particulars: () => ({ ...NO_PARTICULARS, findings, published: inCase(claim.published, context.values) }),
  };
}

/**
 * @returns null where the device was found to train otherwise than the host.
 * @throws {RangeError} where it trains more or less often than it says, which would belie its progress.
 */
async function observeAll(
  { observe, trainings }: Experiment,
  { device, lab, values }: RunContext,
  seeds: readonly number[],
): Promise<Observed | null> {
  let trained = 0;
  const counting: Lab = {
    ...lab,
    train: (plan) => {
      trained += 1;
      return trainHeld(device, plan, () => lab.train(plan));
    },
  };
  let observed: Observed;
  try {
    observed = await observe(counting, values, seeds);
  } catch (error) {
    if (error instanceof WrongTraining) return null;
    throw error;
  }
  if (trained !== trainings)
    throw new RangeError(`\`trainings\` says ${trainings}, but ${trained} were asked for.`);
  return observed;
}

/** @throws {RangeError} where a quantity is missing or has another count than there are seeds. */
function findIn(observed: Observed, criteria: readonly Criterion[], seeds: number): Found[] {
  return criteria.map((criterion) => {
    const { quantity, statistic, relation, threshold } = criterion;
    const values = observed[quantity];
    if (values?.length !== seeds) {
      throw new RangeError(`"${quantity}" has ${values?.length ?? 'no'} values for ${seeds} seeds.`);
    }
    const interval: Interval = { type: 'interval', ...intervalOf(statistic, values), relation, threshold };
    return { criterion, interval, verdict: judge(interval) };
  });
}

function intervalOf(statistic: Criterion['statistic'], values: ArrayLike<number>) {
  if (statistic === 'median') return medianInterval(values);
  const ones = Array.from(values).filter((x) => x === 1).length;
  return wilsonInterval(ones, values.length);
}

/** All criteria must hold, so the first that does not decides, a refuted one before an undecided. */
function decide(found: readonly Found[], seeds: number): Outcome {
  const deciding =
    found.find(({ verdict }) => verdict.verdict === 'refuted') ??
    found.find(({ verdict }) => verdict.verdict === 'undecided') ??
    found[0];
  if (!deciding) throw new RangeError('An experiment needs a criterion.');
  return outcomeOf(seeds, 0, deciding.verdict, { measurement: deciding.interval });
}

function publish({ criterion, interval, verdict }: Found): NonNullable<Evidence['findings']>[number] {
  const { says, statistic } = criterion;
  const { estimate, low, high, relation, threshold } = interval;
  const finite = (x: number) => (Number.isFinite(x) ? x : null);
  return {
    says,
    statistic,
    estimate: finite(estimate),
    low: finite(low),
    high: finite(high),
    relation,
    threshold,
    verdict: verdict.verdict,
  };
}
