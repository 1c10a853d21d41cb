import { parseArgs } from 'node:util';

/** What a run of the bench was told. */
export interface BenchOptions {
  /** The benchmarks to run; all where none is named. */
  readonly benchmarks: readonly string[];
  /** How often everything is measured. */
  readonly rounds: number;
  /** What is left of a benchmark's own choices: names of workloads, numbers of networks, contenders. */
  readonly only: readonly string[];
  /** Chromium uses the machine's GPU; otherwise one in software, which every machine has. */
  readonly gpu: boolean;
  /** Nothing was left out, so that the results may be published. */
  readonly isWhole: boolean;
}

const ROUNDS = 5;
/** Fewer show no spread. */
const LEAST_ROUNDS = 3;
const MOST_ROUNDS = 100;

/**
 * Reads the arguments after `npm run bench --`.
 * @throws {RangeError} with one sentence where there is something to correct.
 */
export function readOptions(args: readonly string[], known: readonly string[]): BenchOptions {
  const { values, positionals } = parse(args);
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown) throw new RangeError(`No benchmark is named "${unknown}": there is ${known.join(', ')}.`);
  const rounds = values.rounds === undefined ? ROUNDS : Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > MOST_ROUNDS)
    throw new RangeError(`--rounds is a whole number from 1 to ${MOST_ROUNDS}, not "${values.rounds}".`);
  const only = values.only ?? [];
  return {
    benchmarks: positionals,
    rounds,
    only,
    gpu: values.gpu ?? false,
    isWhole: rounds >= LEAST_ROUNDS && only.length === 0,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        rounds: { type: 'string' },
        only: { type: 'string', multiple: true },
        gpu: { type: 'boolean' },
      },
    });
  } catch (error) {
    const reason = (error as Error).message.split('. ')[0];
    throw new RangeError(`${reason}. Known are --rounds N, --only NAME and --gpu.`);
  }
}
