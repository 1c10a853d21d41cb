import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { plainComponents } from '../../../src/components/plain-components.ts';

const figures = Object.fromEntries(
  globSync('src/components/figures/*.astro').map((file) => [
    basename(file, '.astro'),
    readFileSync(file, 'utf8'),
  ]),
);

test('a figure says its title and its caption, a guess its choices and its answer', () => {
  expect(plainComponents('<Fold />', figures)).toMatch(
    /^\*\*Figure, to be operated on the page: The fold\.\*\* The weights W and the identity I add up/,
  );
  const guess =
    '<Guess\n  figure="fold"\n  choices={[\n    { says: \'One’s.\', sets: {} },\n    { says: \'None.\', sets: {} },\n  ]}\n>\nWhich?\n\n<Fragment slot="answer">\nOne.\n</Fragment>\n</Guess>';
  expect(plainComponents(guess, figures)).toBe(
    '**Guess first.** Which?\n\na) One’s.\nb) None.\n\n**The answer.** One.',
  );
});

test('of every article nothing is left but claims, and every figure has words', () => {
  for (const file of globSync('content/*.mdx')) {
    const text = plainComponents(readFileSync(file, 'utf8'), figures);
    expect(text.match(/<(?!Claim\b)\/?[A-Za-z]\w*|\{RATES|undefined/g), file).toBeNull();
    expect(text, file).not.toMatch(/operated on the page: .*\.\*\* ?$/m);
  }
});
