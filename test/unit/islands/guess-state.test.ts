import { expect, test } from 'vitest';
import { type GuessEvent, type GuessState, nextGuess } from '../../../src/islands/guess-state.ts';

const after = (...events: GuessEvent[]) => events.reduce<GuessState>(nextGuess, { phase: 'open' });
const chosen = (choice: number): GuessEvent => ({ type: 'chosen', choice });
const found = (choice: number, sentence: string): GuessEvent => ({ type: 'found', choice, sentence });

test('a choice is played out, and then what the figure found stands beside it', () => {
  expect(after(chosen(1))).toEqual({ phase: 'playing', choice: 1 });
  expect(after(chosen(1), found(1, 'It turns.'))).toEqual({
    phase: 'found',
    choice: 1,
    sentence: 'It turns.',
  });
});

test('what an earlier choice had played out comes too late', () => {
  expect(after(chosen(0), chosen(1), found(0, 'Late.'))).toEqual({ phase: 'playing', choice: 1 });
  expect(after(chosen(1), found(1, 'First.'), found(1, 'Again.'))).toMatchObject({ sentence: 'First.' });
  expect(after(found(0, 'Nobody asked.'))).toEqual({ phase: 'open' });
});

test('one may choose again', () => {
  expect(after(chosen(0), found(0, 'No.'), chosen(2))).toEqual({ phase: 'playing', choice: 2 });
});
