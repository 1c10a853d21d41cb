import { expect, test } from 'vitest';
import { didYouMean } from '../../../src/evidence/did-you-mean.ts';

const KNOWN = ['one-layer-skip-folds', 'two-linear-layers-fold', 'depth-lab', 'Fold', 'Claim'];

test.each([
  ['one-layer-skip-fold', 'one-layer-skip-folds'],
  ['Foldd', 'Fold'],
  ['claim', 'Claim'],
  // A part of a name, however long the rest is.
  ['two-linear', 'two-linear-layers-fold'],
])('%s may be a slip for %s', (name, meant) => {
  expect(didYouMean(name, KNOWN)).toBe(`Did you mean "${meant}"? `);
});

test.each(['no-such-claim', 'Callout', 'xy'])('%s looks like nothing that is known', (name) => {
  expect(didYouMean(name, KNOWN)).toBe('');
  expect(didYouMean(name, [])).toBe('');
});
