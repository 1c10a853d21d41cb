/**
 * `npm run record -- "why"`: writes into content/claim-changes.json which claims are new or say, in
 * statement, hypotheses, bound, control or verdict, something else than what is recorded, and why.
 * The date is that of the day on which an author records it.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim } from '../claim/claim.ts';
import { CHANGES, type ClaimRecord, changedParts, readChanges, recorded } from './claim-changes.ts';
import { claimFiles } from './claim-files.ts';

const FIRST = 'First published.';
const USAGE = `Usage: npm run record -- ["WHY"]

  WHY  a sentence for readers that says why claims have changed; new claims need none
`;

process.exitCode = await record(process.cwd(), process.argv.slice(2));

async function record(root: string, args: readonly string[]): Promise<number> {
  const [why] = args;
  if (args.length > 1 || why?.startsWith('-')) return say(USAGE, 1);
  const records = readChanges(root);
  const written: [string, ClaimRecord][] = [];
  const news: string[] = [];
  for (const { id, file } of claimFiles(root)) {
    const { default: claim } = (await import(join(root, file))) as { default: Claim };
    const before = records[id];
    const changed = changedParts(before, claim);
    if (changed && changed.length > 0 && !why) {
      return say(`"${id}" has changed in ${changed.join(', ')}. Say why.\n\n${USAGE}`, 1);
    }
    const date = new Date().toISOString().slice(0, 10);
    const after = recorded(before, claim, { date, why: changed ? (why as string) : FIRST });
    if (after !== before) news.push(`${id}: ${changed ? changed.join(', ') : 'new'}`);
    written.push([id, after]);
  }
  for (const id of Object.keys(records))
    if (!written.some(([known]) => known === id)) written.push([id, records[id] as ClaimRecord]);
  written.sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(join(root, CHANGES), `${JSON.stringify(Object.fromEntries(written), null, 2)}\n`);
  return say(news.length > 0 ? `${news.join('\n')}\n` : 'Nothing has changed.\n', 0);
}

function say(text: string, exitCode: number): number {
  (exitCode === 0 ? process.stdout : process.stderr).write(text);
  return exitCode;
}
