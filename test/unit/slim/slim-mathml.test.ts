import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { slimMathml } from '../../../src/slim/slim-mathml.ts';

const hidden = (inner: string, attributes = '') =>
  `<span class="katex"><span class="katex-mathml"><math${attributes}>${inner}</math></span><span class="katex-html">x</span></span>`;
const mathOf = (html: string) =>
  parseHTML(`<p>${slimMathml(html)}</p>`).document.querySelector('.katex > math.katex-mathml');

test('mathematics is hidden itself, and is the row that stood in it', () => {
  const html = hidden('<mrow><mi>x</mi><mrow><mo>(</mo><mn>1</mn></mrow></mrow>', ' display="block"');
  expect(mathOf(html)?.outerHTML).toBe(
    '<math class="katex-mathml" display="block"><mi>x</mi><mrow><mo>(</mo><mn>1</mn></mrow></math>',
  );
});

test('a row that is not all, or that says something, stays', () => {
  for (const inner of [
    '<mrow><mi>x</mi></mrow><mrow><mi>y</mi></mrow>',
    '<mrow mathcolor="red"><mi>x</mi></mrow>',
    '<msub><mi>x</mi><mn>1</mn></msub>',
  ])
    expect(mathOf(hidden(inner))?.innerHTML).toBe(inner);
});

test('each formula of a page is read by itself', () => {
  const page = hidden('<mrow><mi>x</mi></mrow>') + hidden('<mrow><mi>y</mi></mrow>');
  expect(slimMathml(page).match(/<math class="katex-mathml"><mi>[xy]<\/mi><\/math>/g)).toHaveLength(2);
  expect(slimMathml('<p>katex-mathml</p>')).toBe('<p>katex-mathml</p>');
});
