import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSources } from '../../../src/apparatus/sources.ts';
import { chartOf, readMeasurements } from '../../../src/components/measurements.ts';

const json = JSON.parse(readFileSync('content/measurements.json', 'utf8'));
const measurements = readMeasurements(json);
const sources = readSources('.');
const chart = chartOf(measurements, (key) => sources.get(key)?.label ?? '');
const article = readFileSync('content/is-it-about-learning.mdx', 'utf8');

test('each measurement has its source in the bibliography, and a place in it', () => {
  for (const { source, locator } of measurements) {
    expect([...sources.keys()]).toContain(source);
    expect(locator).toMatch(/^Table \d/);
  }
});

test('the article’s table has the same numbers, in a row that cites the same place', () => {
  const rows = article.split('\n').filter((line) => line.startsWith('| [@'));
  const quoted = rows
    .filter((row) => row.includes('CIFAR-10') || row.includes('the same'))
    .flatMap((row) => row.match(/\d\.\d\d(?= %)/g) ?? []);
  const drawn = measurements.flatMap((one) => ('error' in one ? [one.error.toFixed(2)] : []));
  expect(drawn.toSorted()).toEqual(quoted.toSorted());
  for (const one of measurements) {
    const said = 'error' in one ? `${one.error.toFixed(2)} %` : `above ${one.above} %`;
    const citing = rows.filter((row) => row.includes(`[@${one.source}, ${one.locator}]`));
    expect(citing.some((row) => row.includes(said))).toBe(true);
  }
});

test('each has one mark or arrow, with words that say its number and its place', () => {
  const errors = measurements.flatMap((one) => ('error' in one ? [one.error] : []));
  expect(chart.dots?.flatMap(({ points }) => points.map(([x]) => x))).toEqual(errors);
  const arrows = chart.labels?.filter(({ text }) => text === '→') ?? [];
  expect(arrows).toHaveLength(measurements.length - errors.length);
  for (const one of measurements) {
    const number = 'error' in one ? one.error.toFixed(2) : `above ${one.above}`;
    const words = chart.labels?.filter(({ text }) => text.includes(number) && text.endsWith(one.locator));
    expect(words).toHaveLength(1);
    expect(chart.label).toContain(number);
  }
});

test('every mark is on the scale, and below its words', () => {
  const [low, high] = chart.x.domain ?? [];
  const [bottom, top] = chart.y.domain ?? [];
  const rows = new Set<number>();
  for (const [x, y] of chart.dots?.flatMap(({ points }) => points) ?? []) {
    expect(x).toBeGreaterThanOrEqual(low ?? Number.NaN);
    expect(x).toBeLessThanOrEqual(high ?? Number.NaN);
    expect(y).toBeGreaterThan(bottom ?? Number.NaN);
    expect(y).toBeLessThan(top ?? Number.NaN);
    rows.add(y);
  }
  expect(rows.size).toBe(chart.dots?.length);
});

test.each([
  ['no place', { locator: '' }],
  ['no source', { source: undefined }],
  ['an error of nothing', { error: 0 }],
  ['something else beside', { year: 2016 }],
])('an entry with %s is refused', (_, change) => {
  expect(() => readMeasurements([{ ...json[1], ...change }])).toThrow();
});
