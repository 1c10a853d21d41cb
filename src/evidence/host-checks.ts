import { Matrix } from 'ml-matrix';
import type { HostFinding } from './host-finding.ts';
import { conditionOf, hessianOf, type LinearNetwork, targetFor } from './spectra.ts';

/** A number that must be 1, or at least 1, and what rounding may add to it. */
interface Quotient {
  readonly found: number;
  readonly allowed: number;
}

/** What float32 does not carry of a claim, by its id: computed on the host in float64, when the site is built. */
const CHECKS: Readonly<Record<string, () => HostFinding[]>> = {
  'two-skip-conditions-the-hessian': conditionNumbers,
};

/** What the host finds of a claim besides what a device does; nothing for most. */
export function checkOnHost(id: string): HostFinding[] {
  return CHECKS[id]?.() ?? [];
}

const DEPTHS = Array.from({ length: 16 }, (_, k) => k + 1);
/** The depths at each width: eigenvalues of a few hundred unknowns take seconds. */
const SIZES = [
  { d: 2, depths: DEPTHS },
  { d: 3, depths: DEPTHS },
  { d: 4, depths: [1, 2, 4, 8] },
  { d: 5, depths: [1, 2, 4] },
].flatMap(({ d, depths }) => depths.map((blocks) => ({ blocks, d })));
/** A single block of one layer is P = I + W, whose Hessian is the identity: nothing is said of it. */
const STACKS = SIZES.filter(({ blocks }) => blocks > 1);
const NARROW = STACKS.filter(({ d }) => d === 2);

/** κ of whole Hessians beside what the claim says of it. */
export function conditionNumbers(): HostFinding[] {
  const quotient = (network: LinearNetwork, R: Matrix, expected: number): Quotient => {
    const { condition, relativeError } = conditionOf(hessianOf(network, R));
    return { found: condition / expected, allowed: (relativeError * condition) / expected };
  };
  const two = (blocks: number, d: number): LinearNetwork => ({ layersPerSkip: 2, blocks, d });
  const one = (blocks: number, d: number): LinearNetwork => ({ layersPerSkip: 1, blocks, d });
  const zero = (d: number) => Matrix.zeros(d, d);
  const half = (d: number) => Matrix.eye(d).mul(0.5);
  return [
    furthest(
      String.raw`skips of two: $\kappa\,\sigma_{\min}/\sigma_{\max}$`,
      SIZES.map(({ blocks, d }) => {
        const { R, sigmaMax, sigmaMin } = targetFor(blocks, d);
        return quotient(two(blocks, d), R, sigmaMax / sigmaMin);
      }),
    ),
    least(
      String.raw`skips of one: $\kappa\,\sigma_{\min}/L$`,
      STACKS.map(({ blocks, d }) => {
        const { R, sigmaMin } = targetFor(blocks, d);
        return quotient(one(blocks, d), R, blocks / sigmaMin);
      }),
    ),
    furthest(
      String.raw`skips of one at $R = 0$: $\kappa/(2L - 1)$`,
      NARROW.map(({ blocks, d }) => quotient(one(blocks, d), zero(d), 2 * blocks - 1)),
    ),
    furthest(
      String.raw`skips of one at $R = \tfrac12\mI$: $\kappa/(3L - 1)$`,
      NARROW.map(({ blocks, d }) => quotient(one(blocks, d), half(d), 3 * blocks - 1)),
    ),
  ];
}

/** Of numbers that must all be 1 the one furthest from it, in units of what is allowed. */
function furthest(says: string, all: readonly Quotient[]): HostFinding {
  const distance = ({ found, allowed }: Quotient) => Math.abs(found - 1) / allowed;
  return finding(says, 'is', all, (a, b) => distance(a) > distance(b));
}

/** Of numbers that must all be at least 1 the least. */
function least(says: string, all: readonly Quotient[]): HostFinding {
  return finding(says, 'at least', all, (a, b) => a.found < b.found);
}

function finding(
  says: string,
  relation: HostFinding['relation'],
  all: readonly Quotient[],
  decides: (a: Quotient, b: Quotient) => boolean,
): HostFinding {
  const notFinite = all.some(({ found, allowed }) => !Number.isFinite(found + allowed));
  const { found, allowed } = all.reduce((worst, other) => (decides(other, worst) ? other : worst));
  return { says, networks: all.length, found: notFinite ? null : found, relation, allowed };
}
