import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { renderTeX } from '../../../src/evidence/tex.ts';
import { classesFor, nameStyles } from '../../../src/slim/formula-classes.ts';
import { shortenFormulas } from '../../../src/slim/shorten-formulas.ts';
import { slimFormulas } from '../../../src/slim/slim-formulas.ts';

const slimmed = (tex: string, isDisplay = false) => {
  const before = shortenFormulas(renderTeX(tex, isDisplay));
  return { before, after: slimFormulas(before) };
};
const partsOf = (html: string, selector: string) => [
  ...parseHTML(`<div>${html}</div>`).document.querySelectorAll(selector),
];
const drawnText = (html: string) => partsOf(html, '.katex-html')[0]?.textContent?.replaceAll('\u200b', '');

const FORMULAS = [
  String.raw`\mg(\mW_1\va + \vb) = \mathrm{ReLU}(M x + c)`,
  String.raw`\sqrt{\frac{W_1^2}{a}} + \begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}`,
  String.raw`x_{W_2} \to \hat{y}^{\,n+1}, \quad \text{for all } x \big(\textstyle\sum_i^n x_i\big)`,
  String.raw`\begin{aligned} z &= W a + b \\ &= (W + I) a \end{aligned}`,
];

test.each(FORMULAS)(
  '%s has its characters in their order, in fewer elements, and its MathML as it was',
  (tex) => {
    const { before, after } = slimmed(tex, true);
    expect(after.length).toBeLessThan(before.length * 0.95);
    expect(drawnText(after)).toBe(drawnText(before));
    expect(partsOf(after, 'math')[0]?.outerHTML).toBe(partsOf(before, 'math')[0]?.outerHTML);
  },
);

test('an index keeps its size and its place: seven tenths, as far below as KaTeX has it', () => {
  const { before, after } = slimmed('b_1');
  // 2.7em of strut less 2.55em of rise are .15em, which are .2143 of its own.
  expect(before).toContain('top:-2.55em');
  const [index] = partsOf(after, 'sub');
  expect(index?.textContent).toBe('1');
  expect(index?.getAttribute('style')).toBe('top:.2143em;margin-right:.0714em');
});

test('what has both, or hangs in rows, stays the table that KaTeX has made', () => {
  expect(partsOf(slimmed('x_i^2').after, 'sub')).toHaveLength(0);
  const { before, after } = slimmed(String.raw`\frac{a}{b}`);
  expect(partsOf(after, '.vlist > span > span').length).toBe(partsOf(before, '.vlist > span > span').length);
});

const parts = (tex: string, isDisplay = false) => {
  const { after } = slimmed(tex, isDisplay);
  const whole = partsOf(after, '.katex-html.one-line');
  return (whole.length > 0 ? whole : partsOf(after, '.katex-html > *')).map(({ textContent }) =>
    textContent?.replaceAll(/[\s\u200b]/g, ''),
  );
};

test('within a text a short formula is one part, and a long one ends a line behind relations, not within brackets', () => {
  expect(parts('V = W + I')).toEqual(['V=W+I']);
  expect(parts('k - 1, k, k + 1')).toEqual(['k−1,k,k+1']);
  expect(parts('g(W a + b + a) = g((W + I) a + b)')).toEqual(['g(Wa+b+a)=', 'g((W+I)a+b)']);
  expect(parts('f(x - d) - 2 f(x) + f(x + d)')).toEqual(['f(x−d)−2f(x)+', 'f(x+d)']);
  expect(parts('V = W + I', true)).toEqual(['V=', 'W+', 'I']);
});

test('a bracket wider than the narrowest phone may be broken', () => {
  const sum = [...'abcdefghijklmnop'].join(' + ');
  expect(parts(`(${sum})`).length).toBeGreaterThan(1);
});

test('joined parts are as high as the highest and as deep as the deepest of them', () => {
  const { after } = slimmed(String.raw`x^{2^2} + y_1`);
  const [strut] = partsOf(after, '.katex-strut');
  // .9869em above the line for the exponents; .1944em below it for the letter y.
  expect(strut?.getAttribute('style')).toBe('height:1.181em;vertical-align:-.194em');
});

test('what is no higher than its line and in one part is text in it, without a box and a strut', () => {
  const boxes = (tex: string, isDisplay = false) =>
    partsOf(slimmed(tex, isDisplay).after, '.katex-base, .katex-strut').length;
  expect(['x', 'W_1 a', String.raw`\mg(x^2)`].map((tex) => boxes(tex))).toEqual([0, 0, 0]);
  // Higher; in two parts; on a line of its own.
  expect(boxes(String.raw`\textstyle\frac{\frac{a}{b}}{c}`)).toBe(2);
  expect(boxes('f(x - d) - 2 f(x) + f(x + d)')).toBe(4);
  expect(boxes('x', true)).toBe(2);
});

test('a symbol’s colour is its letter’s, and what tells of it is still there', () => {
  const [letter] = partsOf(slimmed(String.raw`\mW`).after, '.katex-html [class*="term-W"]');
  expect(letter?.textContent).toBe('W');
});

test('a style that many formulas have is a class with the same style, and one that few have stays', () => {
  const page = slimmed('b_1 + c', true).after.repeat(30) + slimmed('x^3').after;
  const classes = classesFor([page]);
  const named = nameStyles(page, classes);
  const [index] = partsOf(named, 'sub');
  const name = index?.className ?? '';
  expect(name).not.toBe('');
  expect(classes.css).toContain(`.katex .${name}{top:.2143em;margin-right:.0714em}`);
  expect(partsOf(named, 'sub').at(-1)?.getAttribute('style')).toMatch(/^top:-/);
  expect(drawnText(named)).toBe(drawnText(page));
});

test('what is no formula of KaTeX’s is left alone', () => {
  for (const html of ['<p>katex-html</p>', '<span class="katex-html"><b>not its own</b></span>'])
    expect(slimFormulas(html)).toBe(html);
});
