import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHANGES, FIRST, readChanges, recorded, today, writeChanges } from '../evidence/claim-changes.ts';
import { claimFiles, loadClaimFile } from '../evidence/claim-files.ts';
import { CLAIM_SKELETON, droppedHypothesis } from '../evidence/skeletons.ts';
import { findPart, unknownPart, type Written } from './scaffold-part.ts';

/** Where it stands what becomes of each hypothesis of a claim when it is taken away. */
const DROPPED = 'test/support/dropped-hypotheses.ts';

/**
 * Writes a claim that holds, and what else a claim needs: the row that drops its hypothesis, the record
 * that it is new, and its card in an article of its part.
 */
export async function newClaim(root: string, id: string, asked: string): Promise<Written> {
  const known = claimFiles(root).find((claim) => claim.id === id);
  if (known) return { refused: `The claim "${id}" exists already: ${known.file}.` };
  const part = findPart(root, asked);
  if (!part) return unknownPart(root, asked);
  const file = `src/claims/${part.folder}/${id}.ts`;
  writeFileSync(join(root, file), CLAIM_SKELETON);
  addRow(root, id);
  await addRecord(root, id, file);
  const article = part.articles.at(-1);
  if (article) appendFileSync(join(root, article.file), `\n${cardOf(id)}\n`);
  return {
    says: [
      `${file} is written: a claim that holds. Its name is its permanent id.`,
      `${DROPPED} takes its hypothesis away: change the row when you change the hypothesis.`,
      `${CHANGES} has it as new: npm run record, once more, when it says what you want.`,
      article
        ? `${article.file} shows it, at the end: move ${cardOf(id)} to where the argument needs it.`
        : `Part ${part.number} has no article yet, and a build stops at a claim that none shows: npm run new -- article NAME ${part.folder} ${id}`,
      `Next: npm run dev, or npm run verify -- ${id}`,
    ],
  };
}

const cardOf = (id: string) => `<Claim id="${id}" />`;

/** Puts the row of a new claim among the others, in the order of their ids. */
function addRow(root: string, id: string): void {
  const path = join(root, DROPPED);
  const text = readFileSync(path, 'utf8');
  const rows = text.indexOf('export const ROWS');
  const after = [...text.slice(rows).matchAll(/^ {2}'([a-z0-9-]+)': \[|^\};/gm)].find(
    ([, other]) => other === undefined || other > id,
  );
  if (rows < 0 || !after) throw new Error(`${DROPPED} has no ROWS to add a row to.`);
  const at = rows + after.index;
  writeFileSync(path, `${text.slice(0, at)}${droppedHypothesis(id)}${text.slice(at)}`);
}

async function addRecord(root: string, id: string, file: string): Promise<void> {
  const claim = await loadClaimFile(root, { file });
  writeChanges(root, {
    ...readChanges(root),
    [id]: recorded(undefined, claim, { date: today(), why: FIRST }),
  });
}
