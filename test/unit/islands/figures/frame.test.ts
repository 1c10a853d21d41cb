import { describe, expect, test } from 'vitest';
import { writeCsv } from '../../../../src/islands/figures/csv.ts';
import { keepLatest } from '../../../../src/islands/figures/keep-latest.ts';
import { nextPlayback, type Playback } from '../../../../src/islands/figures/playback-state.ts';

describe('CSV', () => {
  test('keeps all digits, and quotes what would be taken for structure', () => {
    const table = {
      header: ['t', 'f, "g"'],
      rows: [
        [0.1 + 0.2, -1e-7],
        ['a\nb', Number.NaN],
      ],
    };
    expect(writeCsv(table)).toBe('t,"f, ""g"""\r\n0.30000000000000004,-1e-7\r\n"a\nb",NaN\r\n');
  });
});

test('of what was wanted while one answer was awaited only the latest is asked for', async () => {
  const asked: [number, boolean][] = [];
  const answers: (() => void)[] = [];
  const want = keepLatest<number>(async (wanted, isLast) => {
    await new Promise<void>((resolve) => answers.push(resolve));
    asked.push([wanted, isLast()]);
  });
  const answer = async () => {
    answers.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  for (const wanted of [1, 2, 3]) want(wanted);
  await answer();
  await answer();
  expect(asked).toEqual([
    [1, false],
    [3, true],
  ]);
  want(4);
  await answer();
  expect(asked.at(-1)).toEqual([4, true]);
  expect(answers).toHaveLength(0);
});

describe('playback', () => {
  const start: Playback = { last: 2, at: 0, playing: false };
  const moves = (from: Playback, ...moves: Parameters<typeof nextPlayback>[1][]) =>
    moves.reduce((playback, move) => nextPlayback(playback, move, false), from);

  test('moves only while it plays, and stops at the end', () => {
    expect(moves(start, 'tick')).toEqual(start);
    expect(moves(start, 'play', 'tick')).toMatchObject({ at: 1, playing: true });
    expect(moves(start, 'play', 'tick', 'tick')).toMatchObject({ at: 2, playing: false });
    expect(moves(start, 'play', 'tick', 'pause', 'tick')).toMatchObject({ at: 1, playing: false });
  });

  test('steps by one, goes back to the start, and plays anew from the end', () => {
    expect(moves(start, 'step', 'step', 'step')).toMatchObject({ at: 2, playing: false });
    expect(moves(start, 'step', 'reset')).toMatchObject({ at: 0, playing: false });
    expect(moves({ ...start, at: 2 }, 'play')).toMatchObject({ at: 0, playing: true });
  });

  test('where motion is to be reduced, jumps to the end', () => {
    expect(nextPlayback(start, 'play', true)).toMatchObject({ at: 2, playing: false });
  });
});
