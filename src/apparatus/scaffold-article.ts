import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimFiles } from '../evidence/claim-files.ts';
import { articleSkeleton } from '../evidence/skeletons.ts';
import { unknownClaim } from '../evidence/unknown-name.ts';
import { findPart, unknownPart, type Written } from './scaffold-part.ts';

/** Writes an article that shows a claim, as the last one of its part. */
export function newArticle(
  root: string,
  name: string,
  { part: asked, claim }: { readonly part: string; readonly claim: string | undefined },
): Written {
  const part = findPart(root, asked);
  if (!part) return unknownPart(root, asked);
  const claims = claimFiles(root);
  const ids = claims.map(({ id }) => id);
  if (claim !== undefined && !ids.includes(claim)) {
    const { message, hint } = unknownClaim(claim, ids);
    return { refused: `${message} ${hint}` };
  }
  const shown = claim ?? claims.find(({ file }) => file.includes(`/${part.folder}/`))?.id;
  if (!shown)
    return { refused: `${part.folder} has no claim to show yet: npm run new -- claim NAME ${part.folder}` };
  const file = `content/${name}.mdx`;
  if (existsSync(join(root, file))) return { refused: `${file} exists already.` };
  const place = { part: part.number, order: part.nextOrder };
  writeFileSync(join(root, file), articleSkeleton(place, shown, new Date()));
  return {
    says: [
      `${file} is written: an article that shows "${shown}", the last of part ${part.number}.`,
      `Give it a title and a description; \`order\` moves it. Next: npm run dev, and open /${name}/`,
    ],
  };
}
