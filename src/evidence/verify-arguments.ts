import { parseArgs } from 'node:util';
import { parseShard, SHARDS } from './shards.ts';

const DEFAULT_MINUTES = 15;
const MOST_MINUTES = 24 * 60;

export const USAGE = `Usage: npm run verify [-- ID… --fresh --json]

  ID…      the claims to verify; all of them where none is named
  --fresh  runs the claims that have not changed since they were last run as well
  --json   the evidence as JSON: a file of it can be built from, with EVIDENCE=FILE npm run build

       npm run verify -- --from FILE [--minutes N]

  --from     repeats every run of a file that --json wrote or that /claims/ gave, and compares
  --minutes  for as long as this at most; ${DEFAULT_MINUTES} where it is not said

       npm run verify -- --gpu [ID… --json --minutes N]

  --gpu      runs the claims on this machine's own WebGPU, through the npm package "webgpu"

       npm run verify -- --shard I/N
       npm run verify -- --merge FOLDER [--json]

  --shard  runs the claims that fall to the Ith of N machines, and writes ${SHARDS}/I-N.json
  --merge  takes the files that all N machines wrote; --json as above
`;

/** What was asked for, or a sentence that says why it cannot be. */
export function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        fresh: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        from: { type: 'string' },
        gpu: { type: 'boolean', default: false },
        minutes: { type: 'string', default: String(DEFAULT_MINUTES) },
        shard: { type: 'string' },
        merge: { type: 'string' },
      },
    });
    const minutes = Number(values.minutes);
    if (!(minutes > 0 && minutes <= MOST_MINUTES))
      return `--minutes takes a number up to ${MOST_MINUTES}.\n\n${USAGE}`;
    const ways = [values.from, values.shard, values.merge, values.gpu || undefined].filter(
      (way) => way !== undefined,
    ).length;
    if (ways > 1) return `--from, --gpu, --shard and --merge are four different things to do.\n\n${USAGE}`;
    if (values.from !== undefined && (values.json || positionals.length > 0))
      return `--from takes neither ids nor --json: it repeats the whole file, on the cpu.\n\n${USAGE}`;
    if (ways > 0 && !values.gpu && (positionals.length > 0 || (values.shard !== undefined && values.json)))
      return `--shard takes neither ids nor --json, and --merge no ids.\n\n${USAGE}`;
    const shard = values.shard === undefined ? null : parseShard(values.shard);
    if (values.shard !== undefined && !shard)
      return `--shard takes which machine of how many: 1/3, 2/3 and 3/3.\n\n${USAGE}`;
    return { ...values, minutes, shard, ids: positionals };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`;
  }
}
