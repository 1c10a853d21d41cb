import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseBibliography } from '../../src/evidence/bibliography.ts';

const references = parseBibliography(
  readFileSync(new URL('../../content/references.bib', import.meta.url), 'utf8'),
);
const byKey = new Map(references.map((reference) => [reference.key, reference]));

test('an entry is what a card needs of it', () => {
  expect(byKey.get('he2015resnet')).toEqual({
    key: 'he2015resnet',
    authors: 'He et al.',
    title: 'Deep Residual Learning for Image Recognition',
    year: 2015,
    url: 'https://arxiv.org/abs/1512.03385',
  });
});

test('two authors are named, three are not', () => {
  expect(byKey.get('hardt2016identity')?.authors).toBe('Hardt and Ma');
  expect(byKey.get('bartlett2018identity')?.authors).toBe('Bartlett et al.');
});

test('a page that changes has no year, and an institution is one author', () => {
  expect(byKey.get('wgsl')).toEqual({
    key: 'wgsl',
    authors: 'World Wide Web Consortium',
    title: 'WebGPU Shading Language',
    container: 'W3C specification',
    url: 'https://www.w3.org/TR/WGSL/',
  });
});

test('a publisher with "and" in its name is one publisher', () => {
  expect(byKey.get('higham2002accuracy')?.container).toBe('Society for Industrial and Applied Mathematics');
});

test('every entry can be followed, and is there once', () => {
  for (const { url } of references) expect(url).toMatch(/^https:\/\//);
  expect(byKey.size).toBe(references.length);
});
