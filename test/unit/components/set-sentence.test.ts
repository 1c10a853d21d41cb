import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { setSentence } from '../../../src/components/set-sentence.ts';
import { setStatement } from '../../../src/components/set-statement.ts';
import { renderTeX } from '../../../src/evidence/tex.ts';

const bodyOf = (html: string) => parseHTML(`<!doctype html><html><body>${html}</body></html>`).document.body;
const drawn = (element: Element | null) => element?.querySelector('.katex-html')?.textContent;

test('a formula keeps the punctuation behind it, and words are no HTML', () => {
  const body = bodyOf(setSentence('at $x - d$, $x + 1$ & $a + b + c + d + e + f + g + h$, not <b>'));
  const tied = [...body.querySelectorAll('.tied:has(> .katex)')];
  expect(tied.map((span) => span.lastChild?.textContent)).toEqual([',', ',']);
  // A line may not be broken between a formula's last piece and what follows, wherever else it is broken.
  expect(body.querySelectorAll('.katex-html > .tied:last-child > .run > .katex-base')).toHaveLength(8);
  expect(body.querySelector('b')).toBeNull();
  expect(body.textContent).toMatch(/&.* not <b>$/s);
});

test('a statement may be broken at spaces and behind relations, and says the same', () => {
  const tex = String.raw`a + b = c \qquad \text{for all } c = d`;
  const body = bodyOf(setStatement(tex));
  const runs = [...body.querySelectorAll('.katex-html > .run')];
  expect(runs.map(({ textContent }) => textContent?.replaceAll(/\s/g, ''))).toEqual(['a+b=c', 'forallc=d']);
  expect(runs[0]?.querySelector('.run')?.textContent?.replaceAll(/\s/g, '')).toBe('a+b=');
  expect(drawn(body)?.replace(' ', '')).toBe(drawn(bodyOf(renderTeX(tex, true))));
  expect(body.querySelector('annotation')?.textContent).toBe(tex);
});

test('a statement may be broken before words, and the space before them is gone where a line ends', () => {
  const body = bodyOf(setStatement(String.raw`a > 2 \ \text{ here}, \qquad b < 1 \ \text{ there}`));
  const gaps = [...body.querySelectorAll('.katex-html .gap')];
  expect(gaps.map((gap) => gap.getAttribute('style'))).toEqual([
    'word-spacing:0.25em',
    'word-spacing:2em',
    'word-spacing:0.25em',
  ]);
  expect(gaps.map((gap) => gap.nextElementSibling?.textContent)).toEqual([
    'here,',
    expect.any(String),
    'there',
  ]);
  expect(body.querySelector('.katex-html .allowbreak')).toBeNull();
});

test('a formula in a sentence is broken behind its relations first', () => {
  const body = bodyOf(setSentence('that $a + b + c = d + e$ is'));
  const runs = [...body.querySelectorAll('.katex-html > .run')];
  expect(runs.map(({ textContent }) => textContent)).toEqual(['a+b+c=', 'd+e']);
});

test.each([
  [String.raw`a > 2 \ \text{ with a skip}, \qquad b < 1 \ \text{ without}`, 'a>2|withaskip,|b<1|without'],
  [String.raw`a = 0 \quad\text{so}\quad b = 0`, 'a=0|sob=0'],
  [String.raw`z \quad\text{where } \mW = 0,\ \vb = 0`, 'z|whereW=0,|b=0'],
])('%s is first broken before words and behind commas', (tex, expected) => {
  const drawing = bodyOf(setStatement(tex)).querySelector('.katex-html');
  for (const gap of drawing?.querySelectorAll('.gap') ?? []) gap.textContent = '|';
  expect(drawing?.textContent?.replaceAll(/\s/g, '')).toBe(expected);
});
