import { globSync, readFileSync } from 'node:fs';
import katex from 'katex';
import { expect, test } from 'vitest';
import { CLAIM_IDS, loadClaim } from '../../../src/claims/registry.ts';
import { plainLaTeX } from '../../../src/evidence/plain-latex.ts';
import { katexOptions, plainTeX, renderTeX } from '../../../src/evidence/tex.ts';

test.each([
  [String.raw`\mg(\mW\va + \vb + \va)`, 'g(Wa + b + a)'],
  [String.raw`2\cdot\mW`, String.raw`2\cdot W`],
  [String.raw`\mW^{l+1}\va^{l}`, 'W^{l+1}a^{l}'],
  [String.raw`\mWr\va`, 'W_ra'],
  [String.raw`\mWr_1`, '{W_r}_1'],
  [String.raw`\htmlClass{term-W}{\frac{\mW}{2}}x`, String.raw`\frac{W}{2}x`],
  [String.raw`a \\ b`, String.raw`a \\ b`],
  [String.raw`\operatorname{ReLU}`, String.raw`\operatorname{ReLU}`],
])('%s is %s for anybody', (tex, plain) => {
  expect(plainLaTeX(tex)).toBe(plain);
});

/** Every formula on lines of its own, in articles and on cards. */
async function formulas(): Promise<string[]> {
  const articles = globSync('content/**/*.mdx').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^\$\$\n([\s\S]*?)\n\$\$$/gm)].map(([, tex = '']) => tex),
  );
  const claims = await Promise.all(CLAIM_IDS.map(async (id) => (await loadClaim(id))?.statement ?? ''));
  return [...articles.map((tex) => tex.replace(/\s*\\label\{[^}]*\}/, '')), ...claims];
}

test('what is copied compiles without this site’s macros, strictly, and says the same', async () => {
  const all = await formulas();
  expect(all.length).toBeGreaterThan(40);
  for (const tex of all) {
    const plain = plainLaTeX(tex);
    const options = { throwOnError: true, strict: 'error', trust: false } as const;
    expect(() => katex.renderToString(plain, options), plain).not.toThrow();
    expect(plainTeX(plain)).toBe(plainTeX(tex));
  }
});

test('the MathML of a formula holds the plain source', () => {
  const html = renderTeX(String.raw`\mW < \va`);
  expect(html).toContain('<annotation encoding="application/x-tex">W &lt; a</annotation>');
  expect(katexOptions().macros).toHaveProperty([String.raw`\mW`]);
});
