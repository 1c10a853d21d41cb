import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { evidenceSchema } from '../claim/evidence-schema.ts';
import { seedOf } from '../numerics/random.ts';
import type { ClaimFile } from './claim-files.ts';
import { digestFiles, sha256, traceClaims } from './digest.ts';
import { installedVersion } from './packages.ts';
import { problemOfEvidence } from './problems.ts';
import { agreesWithItself } from './rederive.ts';
import type { RanFile } from './reporter.ts';

/**
 * Where verdicts are kept, relative to the root: where other tools keep what they can make again, out
 * of git's sight. `npm ci` empties it, so that what follows a clean installation was all run after it.
 */
export const VERDICT_CACHE = 'node_modules/.cache/skip-two/verdicts';

/** What collects evidence in the process that runs Vitest; it is loaded once and may change on disk later. */
const COLLECTOR = ['src/evidence/judge-claims.ts'];

const entrySchema = z.object({
  version: z.literal(1),
  key: z.string(),
  /** Of the key and of what was found: shows damage, not intent. */
  checksum: z.string(),
  found: z.object({
    file: z.string(),
    sources: z.array(z.string()),
    uses: z.array(z.string()),
    runs: z.array(evidenceSchema).nonempty(),
  }),
});

type Found = z.infer<typeof entrySchema>['found'];

/** What was found of claims by earlier runs, as far as nothing has changed that it depends on. */
export interface VerdictCache {
  /** What its file gave when it was last run just as it is now; null where it must be run. */
  take(claim: ClaimFile): RanFile | null;
  /**
   * Keeps what the files of these claims gave, of each if it is complete and as published, and if nothing
   * that it depends on was changed since the cache was opened, nor changed and changed back. Whatever was kept of
   * them before is gone.
   */
  keep(claims: readonly ClaimFile[], ran: readonly RanFile[]): void;
}

/**
 * Opens the cache; to be called before the claims are run. An entry counts only for the same claim,
 * engine, packages (as pinned and as installed), Node, V8, processor architecture and system, and only
 * if it is whole and agrees with itself. It cannot notice a package changed by hand under the same
 * version, nor an entry forged with numbers that fit its verdicts.
 * @param root the project's root, an absolute path.
 */
export function openVerdictCache(root: string, claims: readonly ClaimFile[]): VerdictCache {
  const loaded = loadedCollector(root);
  const opened = keysOf(root, claims);
  const path = ({ id }: ClaimFile) => join(root, VERDICT_CACHE, `${id}.json`);
  return {
    take(claim) {
      const found = readEntry(path(claim), opened.get(claim.id)?.key as string);
      return found && isSound(root, claim, found)
        ? { ...found, finding: null, isLeftOut: false, faults: [] }
        : null;
    },
    keep(claims, ran) {
      const isCollected = digestFiles(root, COLLECTOR) === loaded;
      const now = keysOf(root, claims);
      for (const claim of claims) {
        rmSync(path(claim), { force: true });
        const { key = '', written } = opened.get(claim.id) ?? {};
        const { key: keyNow, written: writtenNow } = now.get(claim.id) ?? {};
        const isAsOpened = keyNow === key && writtenNow === written;
        const found = ran.find(({ file }) => file === claim.file);
        if (!isCollected || !isAsOpened || !found || !isWhole(root, claim, found)) continue;
        const { file, sources, uses, runs } = found;
        writeEntry(path(claim), key, {
          file,
          sources: [...sources],
          uses: [...uses],
          runs: [...runs] as Found['runs'],
        });
      }
    },
  };
}

/** The collector as this process loaded it, by the root it was first asked for. */
const collectors = new Map<string, string>();

function loadedCollector(root: string): string {
  const digest = collectors.get(root) ?? digestFiles(root, COLLECTOR);
  collectors.set(root, digest);
  return digest;
}

/** What a claim's evidence depends on. */
interface Ground {
  /** SHA-256 of all of it. */
  readonly key: string;
  /** When its files were last written to, as text: another one tells that they were, whatever they hold. */
  readonly written: string;
}

/** By claim's id. */
function keysOf(root: string, claims: readonly ClaimFile[]): Map<string, Ground> {
  const { node, v8 } = process.versions;
  const machine = [node, v8, process.arch, process.platform];
  const versions = new Map<string, string | null>();
  const installed = (folder: string) => {
    if (!versions.has(folder)) versions.set(folder, installedVersion(root, folder));
    return versions.get(folder);
  };
  const times = new Map<string, number | undefined>();
  const writtenAt = (file: string) => {
    if (!times.has(file)) times.set(file, statSync(join(root, file), { throwIfNoEntry: false })?.ctimeMs);
    return times.get(file);
  };
  return new Map(
    [...traceClaims(root, claims)].map(([id, { digest, packages, files }]) => [
      id,
      {
        key: sha256(JSON.stringify([digest, ...machine, ...[...packages].sort().map(installed)])),
        written: files.map(writtenAt).join(' '),
      },
    ]),
  );
}

function isWhole(root: string, claim: ClaimFile, ran: RanFile): boolean {
  return ran.finding === null && ran.faults.length === 0 && isSound(root, claim, ran);
}

/** True where there is evidence, all of it of this claim, with the verdicts that it must have to be published. */
function isSound(root: string, { id, file }: ClaimFile, found: Pick<RanFile, 'file' | 'runs'>): boolean {
  const isOfClaim =
    found.file === file && found.runs.every(({ claim, seed }) => claim === id && seed === seedOf(id));
  const isPublishable = found.runs.every(
    (run) => agreesWithItself(run) && problemOfEvidence(root, file, run) === null,
  );
  return isOfClaim && isPublishable && found.runs.length > 0;
}

function readEntry(path: string, key: string): Found | null {
  try {
    const json = JSON.parse(readFileSync(path, 'utf8'));
    const { data: entry } = entrySchema.safeParse(json);
    return entry && entry.key === key && entry.checksum === checksumOf(key, json.found) ? entry.found : null;
  } catch {
    // None, or damaged: it is run.
    return null;
  }
}

function writeEntry(path: string, key: string, found: Found): void {
  const entry: z.infer<typeof entrySchema> = { version: 1, key, checksum: checksumOf(key, found), found };
  try {
    mkdirSync(join(path, '..'), { recursive: true });
    // Renamed when it is whole: another process may be reading.
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, `${JSON.stringify(entry, null, 2)}\n`);
    renameSync(unfinished, path);
  } catch {
    // A cache that cannot be written costs a run and no more.
  }
}

function checksumOf(key: string, found: unknown): string {
  return sha256(`${key}\n${JSON.stringify(found)}`);
}
