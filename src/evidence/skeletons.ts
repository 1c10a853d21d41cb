/** The claim that `npm run new -- claim` writes, and that the errors' examples are faults of. */
export const CLAIM_SKELETON = String.raw`import { defineIdentity } from '../../claim/claim.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'A matrix may be multiplied out of a sum',
  statement: String.raw${'`'}\mW\va + \mW\vb = \mW(\va + \vb)${'`'},
  hypotheses: [String.raw${'`'}$\va$ and $\vb$ have as many rows as $\mW$ has columns${'`'}],
  parameters: { n: integer({ label: 'Width', min: 1, max: 128, initial: 16 }) },
  check: 'exact',
  draw: ({ n }, draw) => ({ W: draw.weights(n, n), a: draw.bias(n), b: draw.bias(n) }),
  left: (tf, { W, a, b }) => tf.add(tf.matMul(W, a), tf.matMul(W, b)),
  right: (tf, { W, a, b }) => tf.matMul(W, tf.add(a, b)),
  // The nearest falsehood: what a student might write instead.
  control: {
    says: String.raw${'`'}only $\va$ needs to be multiplied: $\mW\va + \vb$${'`'},
    right: (tf, { W, a, b }) => tf.add(tf.matMul(W, a), b),
  },
  sources: ['he2015resnet'],
});
`;

/** An experiment that trains nothing, for examples: its result is undecided. */
export const EXPERIMENT_SKELETON = String.raw`import { defineExperiment } from '../../claim/claim.ts';

const median = { quantity: 'number', says: 'the median of $0$ to $15$', statistic: 'median' } as const;

export default defineExperiment({
  title: 'A median that is near its threshold',
  statement: 'x > 7',
  hypotheses: ['$x$ is one of $0$ to $15$'],
  parameters: {},
  seeds: 16,
  isLong: false,
  trainings: 0,
  observe: async (_lab, _parameters, seeds) => ({ number: seeds.map((_, i) => i) }),
  criteria: [{ ...median, relation: 'above', threshold: 7 }],
  published: 'undecided',
  control: { says: 'it is above $20$', criteria: [{ ...median, relation: 'above', threshold: 20 }] },
  sources: ['he2015resnet'],
});
`;

/** The row of test/support/dropped-hypotheses.ts that takes away the skeleton's hypothesis. */
export function droppedHypothesis(id: string): string {
  return `  '${id}': [
    {
      of: 'have as many rows',
      without: {
        draw: (draw) => ({ ...draw, weights: (outputs, inputs) => draw.weights(outputs, inputs + 1) }),
      },
      becomes: 'refused',
    },
  ],
`;
}

/** Where an article stands in the sidebar. */
export interface Place {
  readonly part: number;
  readonly order: number;
}

/** The article that `npm run new -- article` writes. */
export function articleSkeleton({ part, order }: Place, claim: string, published: Date): string {
  return String.raw`---
published: ${published.toISOString().slice(0, 10)}
title: A new article
description: One sentence that says what a reader will know afterwards.
part: ${part}
sidebar:
  order: ${order}
---

*The question, as a student would ask it.*

The argument, with formulas such as $\mg(\mW\va + \vb)$, sources such as [@he2015resnet, §3.2], and the claim that proves it:

<Claim id="${claim}" />
`;
}
