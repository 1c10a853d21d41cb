import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Reporter } from 'vitest/node';
import type { AuthorProblem } from '../claim/author-error.ts';
import { claimFiles } from './claim-files.ts';
import { withVitest } from './claims-vitest.ts';
import { digestClaims } from './digest.ts';
import { conclude } from './judge-claims.ts';
import type { Judged } from './report.ts';
import { outdated } from './store.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** Of a claim's file: the digest of the claim when a shard ran it. */
    claimDigest?: string;
  }
}

/** Where each shard leaves Vitest's report of it, relative to the project's root. */
export const SHARDS = 'shards';

/** One of several machines that share the claims: the first of three is { index: 1, count: 3 }. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** `1/3`, say; null for what is no shard. */
export function parseShard(text: string): Shard | null {
  const [, index, count] = (/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? []).map(Number);
  return index && count && index <= count ? { index, count } : null;
}

/**
 * Runs the claims that Vitest's sharding gives to one machine, each of them anew, and leaves Vitest's
 * report of them in {@link SHARDS}, with the digest that each claim had before it was run.
 * @param root the project's root, an absolute path.
 * @returns what was found of these claims alone.
 * @throws {RangeError} where there are more shards than claims.
 */
export async function runShard(root: string, { index, count }: Shard): Promise<Judged> {
  const claims = claimFiles(root);
  if (count > claims.length)
    throw new RangeError(`${count} shards are too many for ${claims.length} claims: some would run none.`);
  const digests = digestClaims(root, claims);
  const stamp: Reporter = {
    // Vitest's report is written at the end of the run, after the reporters before it.
    onTestRunEnd: (modules) => {
      for (const module of modules) {
        const claim = claims.find(({ file }) => resolve(root, file) === resolve(module.moduleId));
        const digest = claim && digests.get(claim.id);
        if (digest) module.meta().claimDigest = digest;
      }
    },
  };
  const outputFile = resolve(root, SHARDS, `${index}-${count}.json`);
  const ran = await withVitest(
    root,
    { shard: `${index}/${count}`, reporters: [stamp, ['blob', { outputFile }]] },
    (vitest) => vitest.start(),
  );
  const files = new Set(ran.files.map(({ file }) => file));
  const mine = claims.filter(({ file }) => files.has(file));
  return conclude(root, mine, digests, ran);
}

/**
 * Merges the reports of all shards by Vitest's own means, and holds each claim against the digest that
 * its shard gave it: what was run elsewhere must be what stands here.
 * @param root the project's root, an absolute path, and the same on every machine.
 * @param folder of the reports and of nothing else, absolute or relative to the root.
 */
export async function mergeShards(root: string, folder: string): Promise<Judged> {
  const path = resolve(root, folder);
  const lack = lackOf(path);
  if (lack) return unmerged(folder, lack);
  const claims = claimFiles(root);
  const digests = digestClaims(root, claims);
  const stamped = new Map<string, string | undefined>();
  const readStamps: Reporter = {
    onTestModuleEnd: (module) => {
      stamped.set(resolve(module.moduleId), module.meta().claimDigest);
    },
  };
  try {
    const ran = await withVitest(root, { reporters: [readStamps] }, (vitest) => vitest.mergeReports(path));
    const { report, problems } = conclude(root, claims, digests, ran);
    const stale = claims.filter(({ id, file }) => {
      const module = resolve(root, file);
      return stamped.has(module) && stamped.get(module) !== digests.get(id);
    });
    return { report, problems: [...stale.map((claim) => outdated(root, claim, folder)), ...problems] };
  } catch (error) {
    const [why] = String(error instanceof Error ? error.message : error).split('\n');
    return unmerged(folder, `Vitest cannot read them: ${why}`);
  }
}

/** Why a folder does not hold the report of each shard; null where it does. */
function lackOf(folder: string): string | null {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return 'there is no such folder';
  }
  const strange = names.find((name) => !/^\d+-\d+\.json$/.test(name));
  if (strange !== undefined) return `"${strange}" is none`;
  const shards = names.flatMap((name) => parseShard(name.replace('-', '/').replace('.json', '')) ?? []);
  const [first] = shards;
  if (!first) return 'there is none';
  if (shards.some(({ count }) => count !== first.count)) return 'they are of different numbers of shards';
  const missing = Array.from({ length: first.count }, (_, k) => k + 1).filter(
    (k) => !shards.some(({ index }) => index === k),
  );
  return missing.length > 0 ? `of ${first.count}, these are missing: ${missing.join(', ')}` : null;
}

function unmerged(folder: string, why: string): Judged {
  const problem: AuthorProblem = {
    name: 'UnreadableEvidence',
    message: `The reports of the shards in ${folder} cannot be merged: ${why.replace(/\.$/, '')}.`,
    hint: `Each shard writes one with \`npm run verify -- --shard 1/3\`; put those of one commit, and nothing else, into ${folder}.`,
  };
  return { report: { version: 1, claims: [] }, problems: [problem] };
}
