import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { setSentence } from '../../../src/components/set-sentence.ts';
import { setStatement } from '../../../src/components/set-statement.ts';
import { renderTeX } from '../../../src/evidence/tex.ts';

const bodyOf = (html: string) => parseHTML(`<!doctype html><html><body>${html}</body></html>`).document.body;
const drawn = (element: Element | null) => element?.querySelector('.katex-html')?.textContent;

test('a formula keeps the punctuation behind it, and words are no HTML', () => {
  const body = bodyOf(setSentence('at $x - d$, $x + 1$ & $a + b + c + d + e + f + g + h$, not <b>'));
  const tied = [...body.querySelectorAll('.tied')];
  expect(tied.map((span) => span.lastChild?.textContent)).toEqual([',', ',']);
  expect(body.querySelector('b')).toBeNull();
  expect(body.textContent).toMatch(/&.* not <b>$/s);
});

test('a statement may be broken behind wide spaces and relations, and says the same', () => {
  const tex = String.raw`a + b = c \qquad \text{for all } c = d`;
  const body = bodyOf(setStatement(tex));
  const runs = [...body.querySelectorAll('.katex-html > .run')];
  expect(runs.map(({ textContent }) => textContent?.replaceAll(/\s/g, ''))).toEqual(['a+b=c', 'forallc=d']);
  expect(runs[0]?.querySelector('.run')?.textContent?.replaceAll(/\s/g, '')).toBe('a+b=');
  expect(drawn(body)).toBe(drawn(bodyOf(renderTeX(tex, true))));
  expect(body.querySelector('annotation')?.textContent).toBe(tex);
});
