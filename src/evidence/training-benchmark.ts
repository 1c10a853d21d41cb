import type { Cell, TrainingBenchmark } from './benchmark-schema.ts';

/** A quantity that was measured several times: its median, and the least and the largest. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** How many measurements there were. */
  readonly rounds: number;
}

/** The contender that the target is set for, and those whose best it is measured against. */
export const ENGINE = 'this engine, cpu';
export const PEERS: readonly string[] = ['tf.layers, cpu', 'ConvNetJS'];
/** How many times the best peer's pace the engine should reach, and at how many networks. */
export const TARGET = { times: 10, networks: 64 } as const;

/** @throws {RangeError} where there is nothing to tell of. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('No measurement has no spread.');
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[0] as number, sorted.at(-1) as number];
  return { median: medianOf(sorted), low, high, rounds: sorted.length };
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/**
 * A cell's network-steps per second, by round, as they would have been had the machine been as fast all along as the
 * control found it in the median: each pace is divided by the control's before and after it.
 */
export function steadyPaces(results: TrainingBenchmark, cell: Cell): (number | null)[] {
  const typical = spreadOf(controlsOf(results)).median;
  return cell.rounds.map((measured) => measured && (measured.pace * typical) / meanOf(measured.controls));
}

/** Every pace of the control: how steady the machine was. */
export function controlsOf({ cells }: TrainingBenchmark): number[] {
  return cells.flatMap(({ rounds }) => rounds.flatMap((measured) => measured?.controls ?? []));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A cell by what it measured; undefined where the bench left it out. */
export function cellOf(
  { cells }: TrainingBenchmark,
  contender: string,
  workload: string,
  networks: number,
): Cell | undefined {
  return cells.find(
    (cell) => cell.contender === contender && cell.workload === workload && cell.networks === networks,
  );
}

/** A cell's pace; null where nothing was measured. */
export function paceOf(results: TrainingBenchmark, cell: Cell | undefined): Spread | null {
  const paces = cell ? steadyPaces(results, cell).filter((pace) => pace !== null) : [];
  return paces.length > 0 ? spreadOf(paces) : null;
}

/**
 * How many times the engine's pace is that of the best peer, round by round: the best is chosen in each
 * round anew, so that luck in one is the peers'.
 * @returns null where no round has both.
 */
export function lead(results: TrainingBenchmark, workload: string, networks: number): Spread | null {
  const pacesOf = (contender: string) => {
    const cell = cellOf(results, contender, workload, networks);
    return cell ? steadyPaces(results, cell) : [];
  };
  const peers = PEERS.map(pacesOf);
  const leads = pacesOf(ENGINE).flatMap((own, round) => {
    const others = peers.map((paces) => paces[round]).filter((pace) => typeof pace === 'number');
    return own && others.length > 0 ? [own / Math.max(...others)] : [];
  });
  return leads.length > 0 ? spreadOf(leads) : null;
}
