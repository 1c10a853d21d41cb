import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { citedKeys } from '../../../src/apparatus/remark-citations.ts';
import { readSources } from '../../../src/apparatus/sources.ts';

const sources = readSources('.');
const articles = globSync('content/**/*.mdx').map((file) => ({ file, text: readFileSync(file, 'utf8') }));

test('what a citation is called names one source only', () => {
  const labels = [...sources.values()].map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
});

test('an entry is whole', () => {
  expect(sources.get('he2015resnet')?.entry).toBe(
    'He, K., Zhang, X., Ren, S., & Sun, J. (2015). Deep Residual Learning for Image Recognition.',
  );
  expect(sources.get('higham2002accuracy')?.entry).toContain(
    'Society for Industrial and Applied Mathematics',
  );
  for (const { entry } of sources.values()) expect(entry).not.toContain('http');
});

test('the keys that a text cites', () => {
  expect(citedKeys('[@a2016, Table 3] and [@b2015]; [@a2016] again, a@b.c not')).toEqual(['a2016', 'b2015']);
});

/** Percentages that are not quoted from a paper. */
const OWN = /95 %|\(1 - \\eta/;
/** A citation that says where in the source. */
const LOCATED = /\[@[^\],]+,[^\]]+\]/;

test('every figure in per cent that is quoted names its table: in the same row or sentence, or before its table', () => {
  const quoted: string[] = [];
  const without: string[] = [];
  for (const { file, text } of articles) {
    let before = '';
    for (const block of text.split(/\n\s*\n/)) {
      for (const line of block.split('\n')) {
        if (!/\d %/.test(line) || OWN.test(line)) continue;
        quoted.push(line);
        const context = line.startsWith('|') ? `${before}\n${line}` : line;
        if (!LOCATED.test(context)) without.push(`${file}: ${line}`);
      }
      before = block;
    }
  }
  expect(quoted.length).toBeGreaterThan(8);
  expect(without).toEqual([]);
});

test('in a table with a column of sources each row names the place', () => {
  const rows = articles.flatMap(({ text }) =>
    [...text.matchAll(/^\| source \|.*\n\|.*\n((?:\|.*\n)+)/gm)].flatMap(([, body = '']) =>
      body.trim().split('\n'),
    ),
  );
  expect(rows.length).toBeGreaterThan(3);
  for (const row of rows) expect(row.split('|')[1]).toMatch(LOCATED);
});

test('no address of a paper stands in an article: sources are cited by key', () => {
  for (const { file, text } of articles) expect(text, file).not.toMatch(/https?:\/\/(?:arxiv|doi)\.org/);
});

/** Figures, and places of figures, that nobody has read in their source. */
const UNREAD = [/ding2021repvgg, Table/, /73\.51/, /73\.97/, /74\.18/, /73\.52/, /Lemma 3\.1/];

test('nothing that is only recalled is printed', () => {
  const printed = [
    ...articles,
    { file: 'glossary', text: readFileSync('src/apparatus/glossary.ts', 'utf8') },
  ];
  for (const { file, text } of printed) for (const figure of UNREAD) expect(text, file).not.toMatch(figure);
});
