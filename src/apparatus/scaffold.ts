/**
 * `npm run new -- claim|article NAME`: a working skeleton, with all that the tests and the build ask of
 * it, so that an author starts from something that passes.
 */
import { parseArgs } from 'node:util';
import { newArticle } from './scaffold-article.ts';
import { newClaim } from './scaffold-claim.ts';

const USAGE = `Usage: npm run new -- claim NAME [PART]
       npm run new -- article NAME [PART] [CLAIM]

  NAME   words in lower case joined by hyphens; a claim's is its permanent id: one-layer-skip-folds
  PART   a folder of src/claims, or the beginning of one: part-1, which is meant where none is named
  CLAIM  the id of a claim that the article shows; the first of its part where none is named
`;
const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

process.exitCode = await scaffold(process.cwd());

async function scaffold(root: string): Promise<number> {
  const [kind, name, part = 'part-1', claim] = parseArgs({ strict: false }).positionals;
  if ((kind !== 'claim' && kind !== 'article') || !name) return refuse(USAGE);
  if (!NAME.test(name))
    return refuse(`"${name}" is not a name: use words in lower case joined by hyphens.\n`);
  const written =
    kind === 'claim' ? await newClaim(root, name, part) : newArticle(root, name, { part, claim });
  if ('refused' in written) return refuse(`${written.refused}\n`);
  process.stdout.write(`${written.says.join('\n')}\n`);
  return 0;
}

function refuse(text: string): number {
  process.stderr.write(text);
  return 1;
}
