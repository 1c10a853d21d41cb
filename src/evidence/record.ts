/**
 * `npm run record -- "why"`: writes into content/claim-changes.json which claims are new or say, in
 * statement, hypotheses, bound, control or verdict, something else than what is recorded, and why.
 * The date is that of the day on which an author records it.
 */
import { execFileSync } from 'node:child_process';
import {
  CHANGES,
  type ClaimRecords,
  changedParts,
  FIRST,
  readChanges,
  recorded,
  today,
  writeChanges,
} from './claim-changes.ts';
import { claimFiles, loadClaimFile } from './claim-files.ts';
import { commitAt } from './commit.ts';

const USAGE = `Usage: npm run record -- ["WHY"]

  WHY  a sentence for readers that says why claims have changed; new claims need none
`;

process.exitCode = await record(process.cwd(), process.argv.slice(2));

async function record(root: string, args: readonly string[]): Promise<number> {
  const [why] = args;
  if (args.length > 1 || why?.startsWith('-')) return say(USAGE, 1);
  const records = readChanges(root);
  const committed = committedRecords(root) ?? records;
  // A claim that is gone keeps its record: its id is permanent.
  const written: Record<string, ClaimRecords[string]> = { ...records };
  const news: string[] = [];
  for (const { id, file } of claimFiles(root)) {
    const claim = await loadClaimFile(root, { file });
    const changed = changedParts(records[id], claim);
    if (changed?.length === 0) continue;
    // What no reader has seen is not changed but new.
    const before = committed[id] && records[id];
    if (before && !why) return say(`"${id}" has changed in ${changed?.join(', ')}. Say why.\n\n${USAGE}`, 1);
    written[id] = recorded(before, claim, { date: today(), why: before ? (why as string) : FIRST });
    news.push(`${id}: ${before ? changed?.join(', ') : 'new'}`);
  }
  writeChanges(root, written);
  return say(news.length > 0 ? `${news.join('\n')}\n` : 'Nothing has changed.\n', 0);
}

/** What is recorded in the commit that the project stands at; null where it is no checkout. */
function committedRecords(root: string): ClaimRecords | null {
  if (!commitAt(root)) return null;
  try {
    return JSON.parse(execFileSync('git', ['show', `HEAD:${CHANGES}`], { cwd: root, encoding: 'utf8' }));
  } catch {
    // The commit has no such file: nothing of it is published.
    return {};
  }
}

function say(text: string, exitCode: number): number {
  (exitCode === 0 ? process.stdout : process.stderr).write(text);
  return exitCode;
}
