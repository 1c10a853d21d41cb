import { expect, test } from 'vitest';
import { integer } from '../../../src/claim/parameters.ts';

// An author's file is not type-checked when a claim is judged.
test('a number between quotes is none, and is told of with its quotes', () => {
  expect(() => integer({ label: 'Width n', min: '1' as never, max: 128, initial: 16 })).toThrow(
    '"Width n" needs whole numbers min ≤ initial ≤ max, not "1", 16, 128.',
  );
  expect(() => integer({ label: 'Width n', max: 128, initial: 16 } as never)).toThrow(
    'not undefined, 16, 128.',
  );
});
