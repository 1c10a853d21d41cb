import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Figure } from '../../../src/claims/figures/figure.ts';
import { loadFigure } from '../../../src/claims/figures/registry.ts';
import { problemOfChoices } from '../../../src/components/guess-choices.ts';

const fold = (await loadFigure('fold')) as Figure;
const [yes, no] = [
  { says: 'Yes.', sets: { fold: 100 } },
  { says: 'No.', sets: { identity: 'forgotten', n: 2, seed: 5 } },
];

test('choices that the figure can play out', () => {
  expect(problemOfChoices([yes, no], fold)).toBeNull();
});

test.each([
  [undefined, 'A guess has 2 to 4 choices.'],
  [[yes], 'A guess has 2 to 4 choices.'],
  [
    [yes, no, { ...yes, says: '3' }, { ...yes, says: '4' }, { ...yes, says: '5' }],
    'A guess has 2 to 4 choices.',
  ],
  [[yes, yes], 'Two choices say "Yes.".'],
  [[yes, { sets: { n: 2 } }], 'A choice of a guess says nothing.'],
  [[yes, { says: 'No.' }], 'The choice "No." sets nothing of the figure.'],
  [[yes, { says: 'No.', sets: { width: 2 } }], /sets "width"; the figure has n, g, fold, identity, seed\.$/],
  [[yes, { says: 'No.', sets: { n: 99 } }], /cannot be set: Width is a whole number from 1 to 6/],
  [[yes, { says: 'No.', sets: { toString: 1 } }], /sets "toString"/],
])('a fault is said in a sentence: %j', (choices, sentence) => {
  expect(problemOfChoices(choices, fold)).toMatch(sentence);
});

const ARTICLES = globSync('content/*.mdx').map((file) => ({
  name: file.replace(/^.*[\\/]|\.mdx$/g, ''),
  text: readFileSync(file, 'utf8'),
}));
const guessesIn = (text: string) =>
  [...text.matchAll(/<Guess\s+figure="([^"]+)"\s+claim="([^"]+)"/g)].map(
    ([guess, figure = '', claim = '']) => ({ figure, claim, at: text.indexOf(guess) }),
  );
const componentOf = (figure: string) =>
  figure.replaceAll(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());

test('every article but the short answer asks for a guess, before the figure that plays it out', () => {
  const asking = ARTICLES.filter(({ text }) => guessesIn(text).length > 0).map(({ name }) => name);
  expect(asking.sort()).toEqual(
    ARTICLES.map(({ name }) => name)
      .filter((name) => name !== 'index')
      .sort(),
  );
  for (const { name, text } of ARTICLES)
    for (const { figure, at } of guessesIn(text))
      expect(text.indexOf(`<${componentOf(figure)} />`), `${name}: ${figure}`).toBeGreaterThan(at);
});

test('the claim that an answer stands on is shown in its article', () => {
  for (const { name, text } of ARTICLES)
    for (const { claim } of guessesIn(text)) expect(text, name).toContain(`<Claim id="${claim}" />`);
});
