import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import { rehypeTies } from '../../../src/apparatus/rehype-ties.ts';

/** A piece of HTML after the plugin. */
function tie(html: string): string {
  const tree = fromHtml(html, { fragment: true });
  rehypeTies()(tree);
  return toHtml(tree);
}

const FORMULA = '<span class="katex"><span class="katex-html">a, </span></span>';
const DISPLAY = `<span class="katex-display">${FORMULA}</span>`;

test.each([
  [`${FORMULA}, and so on`, `<span class="tied">${FORMULA},</span> and so on`],
  [`(${FORMULA}). So`, `(<span class="tied">${FORMULA}).</span> So`],
  ['3.6 % of them', '3.6\u00a0% of them'],
  ['Mao, H. H., and Lewis, J. P.', 'Mao, H.\u00a0H., and Lewis, J.\u00a0P.'],
])('%j: what belongs together is on one line', (html, tied) => {
  expect(tie(html)).toBe(tied);
});

test.each([
  `${FORMULA} and so on`,
  `${FORMULA}<b>, and so on</b>`,
  FORMULA,
  `${DISPLAY}, and so on`,
  `<code>3 % ${FORMULA}, x</code>`,
  'of % signs',
])('%j stays as it is', (html) => {
  expect(tie(html)).toBe(html);
});
