import type { HostTensor } from '../numerics/host-tensor.ts';
import type { Random } from '../numerics/random.ts';
import type { Draw } from './draw.ts';
import type { Lab } from './lab.ts';
import type { Formula, Ops } from './ops.ts';
import type { Parameters, ValuesOf } from './parameters.ts';
import type { Verdict } from './verdict.ts';

/** What a claim says of itself, whatever its kind. */
interface Statement<P extends Parameters> {
  /** The proposition in words, a sentence without a full stop. */
  readonly title: string;
  /** The proposition in TeX, without delimiters. */
  readonly statement: string;
  /** What must be true for the statement to be; TeX between $…$. At least one. */
  readonly hypotheses: readonly string[];
  /** What a reader may vary; every value declared must satisfy the hypotheses. */
  readonly parameters: P;
  /** Keys of content/references.bib. At least one. */
  readonly sources: readonly string[];
  /** Ids of the claims whose truth this one's argument takes for granted. */
  readonly uses?: readonly string[];
}

/** What a claim that is checked within rounding may say of its bound. */
interface Bounded {
  /**
   * Why no error comes within a hundredth of its bound, even at the smallest sizes; TeX between $…$.
   * Only where that is so.
   */
  readonly wide?: string;
}

/** What a control is, whatever the kind: the nearest false statement, in words; TeX between $…$. */
interface Falsehood {
  readonly says: string;
}

/** An identity: left = right for all inputs. */
export interface Identity<P extends Parameters = Parameters, Inputs extends string = string>
  extends Statement<P>,
    Bounded {
  readonly kind: 'identity';
  /**
   * exact: both sides are polynomials of integer draws and must be equal, entry by entry.
   * rounded: real draws; the sides may differ by the running error bound of their own formulas.
   */
  readonly check: 'exact' | 'rounded';
  readonly draw: DrawInputs<P, Inputs>;
  readonly left: Formula<Inputs, ValuesOf<P>>;
  readonly right: Formula<Inputs, ValuesOf<P>>;
  /** The false version: whatever it gives stands in the place of the claim's own. */
  readonly control: Falsehood & {
    readonly draw?: DrawInputs<P, Inputs>;
    readonly left?: Formula<Inputs, ValuesOf<P>>;
    readonly right?: Formula<Inputs, ValuesOf<P>>;
  };
}

/** A witness: one exact integer input at which a general statement is seen to fail, or an object to exist. */
export interface Witness<P extends Parameters = Parameters, Inputs extends string = string>
  extends Statement<P> {
  readonly kind: 'witness';
  readonly draw: DrawWitness<P, Inputs>;
  /** What the device computes at the witness: exact integers. */
  readonly observe: Formula<Inputs, ValuesOf<P>>;
  /** An exact integer, computed on the host from what was observed: positive just where the witness bears witness. */
  readonly margin: (observed: HostTensor, parameters: ValuesOf<P>) => number;
  /** What the margin is, in words; TeX between $…$. */
  readonly marginIs: string;
  readonly control: Falsehood & {
    readonly draw?: DrawWitness<P, Inputs>;
    readonly observe?: Formula<Inputs, ValuesOf<P>>;
  };
}

/**
 * A trajectory: two training runs are one run, seen through a map. Judged by one-step consistency:
 * from each state that the first run reaches, a step of the first, carried over, must be the step of
 * the second from where the state is carried to, up to the running error of both. Induction gives the run.
 */
export interface Trajectory<
  P extends Parameters = Parameters,
  State extends string = string,
  Data extends string = string,
  Twin extends string = string,
> extends Statement<P>,
    Bounded {
  readonly kind: 'trajectory';
  /** How many steps of the first run are looked at; a count. */
  readonly steps: number;
  /**
   * From how many starts, each drawn anew: of all but the first a single step is looked at. A count, 1
   * where absent. A start may be one at which no gradient flows, and there a false rule passes too.
   */
  readonly starts?: (parameters: ValuesOf<P>) => number;
  /** Where the first run starts, and the data it is trained on: reals, as for a rounded identity. */
  readonly draw: DrawInputs<P, State | Data>;
  /** One step of the first run: each of its state's tensors anew. */
  readonly step: Mapping<State | Data, State, ValuesOf<P>>;
  /** The state of the second run that a state of the first stands for. */
  readonly carry: Mapping<State, Twin, ValuesOf<P>>;
  /** One step of the second run. */
  readonly twin: Mapping<Twin | Data, Twin, ValuesOf<P>>;
  /** The false version: whatever it gives stands in the place of the claim's own. */
  readonly control: Falsehood & {
    readonly draw?: DrawInputs<P, State | Data>;
    readonly step?: Mapping<State | Data, State, ValuesOf<P>>;
    readonly carry?: Mapping<State, Twin, ValuesOf<P>>;
    readonly twin?: Mapping<Twin | Data, Twin, ValuesOf<P>>;
  };
}

/** Tensors by name to tensors by name, said once for every interpreter. */
export type Mapping<From extends string, To extends string, Values> = <T>(
  tf: Ops<T>,
  from: Readonly<Record<From, T>>,
  values: Values,
) => Readonly<Record<To, T>>;

/**
 * An experiment: on this task, at this size, this happens. It proves nothing; it measures. Its
 * criteria stand in the file before it is run, and what comes out is published.
 */
export interface Experiment<P extends Parameters = Parameters, Quantity extends string = string>
  extends Statement<P> {
  readonly kind: 'experiment';
  /** Paired: every arm is run from each of them. A count, at least 16. */
  readonly seeds: number;
  /** True where a run takes minutes: it is then started on its own, never along with others. */
  readonly isLong: boolean;
  /** How many trainings `observe` asks for, one after another: progress is told by them. A count. */
  readonly trainings: number;
  /**
   * Runs the experiment.
   * @param seeds drawn from the run's seed.
   * @returns by quantity one number a seed, in the order of the seeds; of a share, 0 or 1.
   */
  readonly observe: (
    lab: Lab,
    parameters: ValuesOf<P>,
    seeds: readonly number[],
  ) => Promise<Readonly<Record<Quantity, ArrayLike<number>>>>;
  /** What must be found, all of it. At least one. */
  readonly criteria: PerCase<P, readonly Criterion<Quantity>[]>;
  /** What came out, as the prose tells it: a build that finds otherwise stops. */
  readonly published: PerCase<P, Verdict['verdict']>;
  readonly control: Falsehood & { readonly criteria: readonly Criterion<Quantity>[] };
}

/** What is the same whatever the parameters, or depends on them. */
export type PerCase<P extends Parameters, T> = T | ((parameters: ValuesOf<P>) => T);

/** A quantity's interval must lie on one side of a threshold. */
export interface Criterion<Quantity extends string = string> {
  readonly quantity: Quantity;
  /** What is estimated: a noun phrase, plain text. */
  readonly says: string;
  /** median: over seeds, by order statistics. share: of ones among the seeds, by Wilson's interval. */
  readonly statistic: 'median' | 'share';
  readonly relation: 'above' | 'below';
  readonly threshold: number;
}

/** What an experiment says of one case. */
export function inCase<T extends object | string>(
  said: PerCase<Parameters, T>,
  parameters: ValuesOf<Parameters>,
): T {
  return typeof said === 'function' ? said(parameters) : said;
}

/** A claim of any kind, with its parameters and inputs no longer known by name. */
export type Claim = Identity | Witness | Trajectory | Experiment;

/** An identity's inputs, named by role; the engine decides what is drawn. */
export type DrawInputs<P extends Parameters, Inputs extends string> = <T>(
  parameters: ValuesOf<P>,
  draw: Draw<T>,
) => Readonly<Record<Inputs, T>>;

/** A witness's inputs: integers, made on the host. */
export type DrawWitness<P extends Parameters, Inputs extends string> = (
  parameters: ValuesOf<P>,
  random: Random,
) => Readonly<Record<Inputs, HostTensor<Float32Array>>>;

/** Declares an identity. */
export function defineIdentity<P extends Parameters, Inputs extends string>(
  identity: Omit<Identity<P, Inputs>, 'kind'>,
): Claim {
  return { kind: 'identity', ...identity } as unknown as Claim;
}

/** Declares a witness. */
export function defineWitness<P extends Parameters, Inputs extends string>(
  witness: Omit<Witness<P, Inputs>, 'kind'>,
): Claim {
  return { kind: 'witness', ...witness } as unknown as Claim;
}

/** Declares a trajectory. */
export function defineTrajectory<
  P extends Parameters,
  State extends string,
  Data extends string,
  Twin extends string,
>(trajectory: Omit<Trajectory<P, State, Data, Twin>, 'kind'>): Claim {
  return { kind: 'trajectory', ...trajectory } as unknown as Claim;
}

/** Declares an experiment. */
export function defineExperiment<P extends Parameters, Quantity extends string>(
  experiment: Omit<Experiment<P, Quantity>, 'kind'>,
): Claim {
  return { kind: 'experiment', ...experiment } as unknown as Claim;
}
