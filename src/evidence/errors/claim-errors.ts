import type { ErrorEntry } from './error-entry.ts';

/** How the skeleton's control begins. */
const CONTROL = 'control: {\n    says: String.raw`only $\\va$ needs to be multiplied: $\\mW\\va + \\vb$`,';

/** What may be amiss with a claim's file. */
export const CLAIM_ERRORS = {
  CircularUse: {
    means:
      'A claim takes for granted what itself rests on that claim. An argument in a circle proves nothing.',
    mend: 'What a claim takes for granted stands in its `uses`. Take one of the claims in the circle out of there, and argue without it.',
    example: {
      in: 'claim',
      wrong: "sources: ['he2015resnet'],\n  uses: ['circular-use'],",
      right: "sources: ['he2015resnet'],",
    },
    says: 'The claim "circular-use" uses itself.',
  },
  ClaimDoesNotRun: {
    means:
      'The file of a claim threw an error when it was loaded or run, or did not come to an end, so there is no verdict.',
    mend: 'Mend what the message names. An editor with TypeScript shows most of what can be wrong while you type.',
    example: {
      in: 'claim',
      wrong: 'W: draw.weights(n, m)',
      right: 'W: draw.weights(n, n)',
    },
    says: 'The claim "claim-does-not-run" cannot be run: m is not defined.',
  },
  ControlNotRefuted: {
    means:
      'The control went through the same check and was not refuted. Then the check may be one that cannot fail, and the claim is undecided.',
    mend: 'Choose a control that is false: the nearest falsehood to the statement. Often it is a term left out.',
    example: {
      in: 'claim',
      wrong: 'right: (tf, { W, a, b }) => tf.matMul(W, tf.add(b, a)),',
      right: 'right: (tf, { W, a, b }) => tf.add(tf.matMul(W, a), b),',
    },
    says: 'The control of "control-not-refuted" was not refuted in 11 trials, so its check may be unable to fail',
  },
  IncompleteClaim: {
    means:
      'Something is missing that a claim must say: its title, statement or hypotheses, or of an experiment its criteria, its seeds or what it published.',
    mend: 'Add what the message names. Vitest and the build do not check types, so it is checked again there.',
    example: {
      in: 'claim',
      wrong: 'hypotheses: [],',
      right: String.raw`hypotheses: [String.raw${'`'}$\va$ and $\vb$ have as many rows as $\mW$ has columns${'`'}],`,
    },
    says: 'The claim "incomplete-claim" names no hypothesis.',
  },
  MissingControl: {
    means: 'The claim has no control, or one that changes nothing, so nothing shows that its check can fail.',
    mend: 'Add `control` with what it `says` and a `left`, `right`, `draw` or `observe` of its own.',
    example: {
      in: 'claim',
      wrong: `${CONTROL}\n  },`,
      right: `${CONTROL}\n    right: (tf, { W, a, b }) => tf.add(tf.matMul(W, a), b),\n  },`,
    },
    says: 'The control of "missing-control" changes nothing: it is the claim itself.',
  },
  MissingSource: {
    means: 'The claim names no source: neither one that said it before, nor one that it answers.',
    mend: 'List in `sources` at least one key of `content/references.bib`; add the entry there if it is new.',
    example: { in: 'claim', wrong: 'sources: [],', right: "sources: ['he2015resnet']," },
    says: 'The claim "missing-source" names no source.',
  },
  RefutedClaim: {
    means: 'The check failed, on numbers that could be trusted. The claim is false as its formulas have it.',
    mend: 'Mend the statement or its formulas. The message names the first entry at which the sides differ.',
    example: {
      in: 'claim',
      wrong: 'left: (tf, { W, a, b }) => tf.add(tf.matMul(W, a), b),',
      right: 'left: (tf, { W, a, b }) => tf.add(tf.matMul(W, a), tf.matMul(W, b)),',
    },
    says: 'The claim "refuted-claim" is refuted: at entry (0,0) of trial 0 the left side is',
  },
  UndecidedClaim: {
    means:
      'Nothing could be concluded. Most often the numbers of an exact check grow beyond what a device keeps exactly; or one of them is not finite.',
    mend: "Lower the initial sizes, or how many factors are multiplied, until whole numbers stay exact, or say `check: 'rounded'`.",
    example: {
      in: 'claim',
      replaces:
        'left: (tf, { W, a, b }) => tf.add(tf.matMul(W, a), tf.matMul(W, b)),\n  right: (tf, { W, a, b }) => tf.matMul(W, tf.add(a, b)),',
      wrong:
        'left: (tf, { W, a }) => [1, 2, 3, 4, 5, 6, 7, 8].reduce((x) => tf.matMul(W, x), a),\n  right: (tf, { W, a }) => [1, 2, 3, 4, 5, 6, 7, 8].reduce((x) => tf.matMul(W, x), a),',
      right:
        'left: (tf, { W, a }) => [1, 2].reduce((x) => tf.matMul(W, x), a),\n  right: (tf, { W, a }) => [1, 2].reduce((x) => tf.matMul(W, x), a),',
    },
    says: 'The claim "undecided-claim" is undecided: this device keeps too few bits for an exact check at this size',
  },
  UnexpectedResult: {
    means:
      'An experiment came out otherwise than its file publishes. Criteria are never changed to fit a result.',
    mend: 'Set `published` to what came out, and let the prose follow.',
    example: { in: 'experiment', wrong: "published: 'holds',", right: "published: 'undecided'," },
    says: 'The experiment "unexpected-result" came out as undecided, and its file publishes holds',
  },
  UnsoundPremise: {
    means: 'A claim takes for granted another that does not hold. Nothing can rest on it.',
    mend: 'Mend the premise, or argue without it and take it out of `uses`.',
    example: {
      in: 'claim',
      wrong: "sources: ['he2015resnet'],\n  uses: ['refuted-claim'],",
      right: "sources: ['he2015resnet'],",
    },
    says: 'The claim "unsound-premise" cannot be published as holding: it uses "refuted-claim", which is refuted.',
  },
  WideBound: {
    means:
      'A bound on rounding is a hundred times wider than the errors that come, and nothing explains why; or it is explained and not that wide. A wide bound would let a wrong formula pass, so the build draws ten thousand times and compares.',
    mend: 'Write the formulas with fewer roundings, or say in `wide` why no error comes near. Here the bound is not wide: remove the `wide` that explains nothing.',
    example: {
      in: 'claim',
      replaces: "check: 'exact',",
      wrong: "check: 'rounded',\n  wide: 'the roundings cancel',",
      right: "check: 'rounded',",
    },
    says: 'The claim "wide-bound" explains a wide bound that is not wide',
  },
} as const satisfies Record<string, ErrorEntry>;
