import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

/** From the top of the house to its ground: a folder imports only from folders after it. */
const ROOMS = [
  'delivery',
  'slim',
  'pages',
  'components',
  'islands',
  'apparatus',
  'evidence',
  'runtime',
  'claims',
  'claim',
  'numerics',
];
const SOURCES = globSync('src/**/*.{ts,tsx,astro}').map((file) => file.replaceAll('\\', '/'));
const IMPORT = /(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]|new URL\(['"](\.[^'"]+)['"]/g;

const roomOf = (file: string) => file.split('/')[1] as string;
const textOf = (file: string) => readFileSync(file, 'utf8');

function importsOf(file: string): string[] {
  return [...textOf(file).matchAll(IMPORT)].map(([, from, url]) =>
    relative('.', join(dirname(file), (from ?? url) as string)).replaceAll('\\', '/'),
  );
}

test('each folder under src is a room of the house', () => {
  const rooms = new Set(SOURCES.filter((file) => file.split('/').length > 2).map(roomOf));
  expect(ROOMS).toEqual(expect.arrayContaining([...rooms].filter((room) => room !== 'styles')));
});

test('doors open one way only: downwards', () => {
  const wrong = SOURCES.flatMap((file) =>
    importsOf(file)
      .filter((target) => target.startsWith('src/') && target.split('/').length > 2)
      // A style sheet imports nothing that is not one.
      .filter((target) => roomOf(target) !== 'styles')
      .filter((target) => ROOMS.indexOf(roomOf(target)) < ROOMS.indexOf(roomOf(file)))
      .map((target) => `${file} → ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('of content, src reads data: articles stand above it', () => {
  const read = SOURCES.flatMap(importsOf).filter((target) => target.startsWith('content/'));
  expect(read.length).toBeGreaterThan(0);
  expect(read.filter((target) => !/\.(?:bib|json)(?:\?raw)?$/.test(target))).toEqual([]);
});

test('nothing in src imports from test', () => {
  expect(SOURCES.filter((file) => importsOf(file).some((target) => target.startsWith('test/')))).toEqual([]);
});

test('only the runtime names a TensorFlow.js package', () => {
  const naming = SOURCES.filter((file) => /['"]@tensorflow\/|tfjs-backend/.test(textOf(file)));
  expect(naming.filter((file) => roomOf(file) !== 'runtime')).toEqual([]);
  expect(naming.length).toBeGreaterThan(0);
});

test('there is one runner of claims', () => {
  const defining = SOURCES.filter((file) => /function runClaim\b/.test(textOf(file)));
  expect(defining).toEqual(['src/claim/run-claim.ts']);
});

test('nothing reads a tensor synchronously: on WebGPU that gives zeros and then a destroyed device', () => {
  expect(SOURCES.filter((file) => /\b(?:dataSync|arraySync)\s*\(/.test(textOf(file)))).toEqual([]);
});

test('claims and what they stand on know neither the page nor the clock', () => {
  const pure = SOURCES.filter((file) => ['numerics', 'claim', 'claims'].includes(roomOf(file)));
  expect(
    pure.filter((file) =>
      /\b(?:document|window|performance|setTimeout|Date\.now|Math\.random)\b[.(]/.test(textOf(file)),
    ),
  ).toEqual([]);
});
