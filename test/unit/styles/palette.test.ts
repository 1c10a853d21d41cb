import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SYMBOLS } from '../../../src/claim/notation.ts';
import { contrast, difference, lightOf, oklab, SIGHTS, type Sight, seen } from '../../support/colour.ts';

/** Below it two symbols could be taken for one another. */
const APART = 10;
const SIGHT_NAMES = Object.keys(SIGHTS) as Sight[];
/** What stands in for the themes where a reader's own colours are in force. */
const FORCED = /@media \(forced-colors: active\) \{.*?\n\}\n/s;
const [light = '', dark = ''] = readFileSync('src/styles/tokens.css', 'utf8')
  .replace(FORCED, '')
  .split('data-theme="dark"');

/** The colours that a theme's tokens name. */
function coloursOf(css: string): Record<string, string> {
  return Object.fromEntries(
    [...css.matchAll(/--([\w-]+): (#[\da-f]{6});/gi)].map(([, name, hex]) => [name, hex as string]),
  );
}

describe.each([
  ['dark', coloursOf(dark)],
  ['light', coloursOf(light)],
] as const)('in the %s theme', (_, colours) => {
  const colour = (name: string) => {
    const hex = colours[name];
    if (!hex) throw new Error(`No token is named --${name}.`);
    return hex;
  };
  const symbols = Object.keys(SYMBOLS).map((name) => ({ name, hex: colour(`term-${name}`) }));
  const letters = [...symbols, { name: 'other letters', hex: colour('ink') }];
  const grounds = ['sl-color-bg', 'sl-color-bg-sidebar', 'ground-raised', 'ground-sunken'].map(colour);

  test.each(SIGHT_NAMES)('no two symbols look alike, nor like other letters: %s', (sight) => {
    const alike = letters.flatMap(({ name, hex }, i) =>
      letters.slice(i + 1).map((other) => ({
        pair: `${name}, ${other.name}`,
        apart: difference(seen(lightOf(hex), sight), seen(lightOf(other.hex), sight)),
      })),
    );
    expect(alike).toHaveLength(21);
    expect(alike.filter(({ apart }) => apart < APART)).toEqual([]);
  });

  test('symbols, verdicts and words are legible on every ground', () => {
    const words = ['ink', 'ink-soft', 'holds', 'refuted', 'undecided'].map((name) => ({
      name,
      hex: colour(name),
    }));
    const faint = [...symbols, ...words].flatMap(({ name, hex }) =>
      grounds.map((ground) => ({ name, ground, contrast: contrast(hex, ground) })),
    );
    expect(faint.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
  });

  test('a matrix’s cells run evenly from zero to both ends', () => {
    const zero = lightOf(colour('cell-zero'));
    const ends = ['cell-negative', 'cell-positive'].map(colour);
    const [negative, positive] = ends.map((hex) => ({
      reach: difference(zero, lightOf(hex)),
      lightness: oklab(lightOf(hex))[0] - oklab(zero)[0],
    })) as [Reach, Reach];
    // The style sheet mixes in OKLab, where a mixture's lightness lies between: it is monotone as the ends lie on one side.
    expect(Math.sign(negative.lightness)).toBe(Math.sign(positive.lightness));
    expect(Math.abs(negative.lightness - positive.lightness)).toBeLessThan(1);
    expect(negative.reach / positive.reach).toBeGreaterThan(0.9);
    expect(negative.reach / positive.reach).toBeLessThan(1.1);
    for (const end of ends) expect(contrast(colour('ink'), end)).toBeGreaterThan(4.5);
  });

  test.each(SIGHT_NAMES)('a negative cell is no positive one: %s', (sight) => {
    const [negative, positive] = ['cell-negative', 'cell-positive'].map((name) =>
      seen(lightOf(colour(name)), sight),
    );
    expect(difference(negative as never, positive as never)).toBeGreaterThan(15);
  });
});

test('cells are mixed in OKLab, in which their evenness is measured', () => {
  expect(readFileSync('src/styles/fold.css', 'utf8')).toContain('color-mix(in oklab, var(--cell-end)');
});

interface Reach {
  readonly reach: number;
  readonly lightness: number;
}
