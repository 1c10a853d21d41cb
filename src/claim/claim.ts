import type { HostTensor } from '../numerics/host-tensor.ts';
import type { Random } from '../numerics/random.ts';
import type { Draw } from './draw.ts';
import type { Formula } from './ops.ts';
import type { Parameters, ValuesOf } from './parameters.ts';

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
}

/** What a control is, whatever the kind: the nearest false statement, in words; TeX between $…$. */
interface Falsehood {
  readonly says: string;
}

/** An identity: left = right for all inputs. */
export interface Identity<P extends Parameters = Parameters, Inputs extends string = string>
  extends Statement<P> {
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

/** A claim of any kind, with its parameters and inputs no longer known by name. */
export type Claim = Identity | Witness;

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
