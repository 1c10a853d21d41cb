import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GLOSSARY } from '../../../src/apparatus/glossary.ts';
import { piecesOf, texProblem } from '../../../src/evidence/tex.ts';

test('every definition is a sentence whose formulas can be set', () => {
  for (const [key, { name, means }] of Object.entries(GLOSSARY)) {
    expect(key).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(name).not.toBe('');
    expect(means, key).toMatch(/\.$/);
    for (const { text, isTeX } of piecesOf(means)) if (isTeX) expect(texProblem(text), key).toBeNull();
  }
});

test('articles use the glossary', () => {
  const text = globSync('content/**/*.mdx')
    .map((file) => readFileSync(file, 'utf8'))
    .join('');
  const used = [...text.matchAll(/\]\(term:([^)]*)\)/g)].map(([, term]) => term);
  expect(used.length).toBeGreaterThan(10);
});
