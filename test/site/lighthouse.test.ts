import { globSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Auditor, openAuditor } from '../support/lighthouse.ts';
import { type ServedSite, serveSite } from '../support/served-site.ts';

const CATEGORIES = ['accessibility', 'best-practices', 'seo'];

let site: ServedSite;
let auditor: Auditor;
beforeAll(async () => {
  site = await serveSite('dist');
  auditor = await openAuditor();
});
afterAll(async () => {
  await auditor?.close();
  await site?.close();
});

/** Of pages that are made by one template, those that are looked at: a claim of each kind, and an error. */
const SAMPLED = [
  '/claims/one-layer-skip-folds/',
  '/claims/two-layer-block-computes-xor/',
  '/claims/same-start-same-training/',
  '/claims/depth-lab/',
  '/reference/errors/unknown-claim/',
];

test('Lighthouse has nothing against any page', async () => {
  const pages = globSync('**/index.html', { cwd: 'dist' }).map(
    (file) => `/${file.replace(/index\.html$/, '')}`,
  );
  const looked = pages.filter((path) => !/^\/(?:claims|reference\/errors)\/./.test(path));
  const findings: string[] = [];
  for (const path of [...looked, ...SAMPLED]) {
    const { categories, audits } = await auditor.audit(`${site.origin}${path}`, {
      onlyCategories: CATEGORIES,
      // Nothing here is timed, so there is no quiet to wait for.
      pauseAfterFcpMs: 0,
      pauseAfterLoadMs: 0,
      networkQuietThresholdMs: 0,
      cpuQuietThresholdMs: 0,
      disableFullPageScreenshot: true,
      disableStorageReset: true,
      skipAboutBlank: true,
    });
    expect(Object.keys(categories).sort()).toEqual(CATEGORIES);
    for (const { title, score, auditRefs } of Object.values(categories)) {
      const failed = auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1);
      if (score !== 1) findings.push(`${path}: ${title} ${score}: ${failed.map(({ id }) => id).join(', ')}`);
    }
  }
  expect(findings).toEqual([]);
}, 240_000);
