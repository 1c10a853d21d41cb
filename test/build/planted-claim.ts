/** Where a fault is planted, beside the claims there are. */
export const PLANTED = 'src/claims/part-1-one-layer-folds/planted.ts';

/** A sound claim of few lines, as `planted.ts`, for faults to be planted in. */
export const SOUND_CLAIM = String.raw`import { defineIdentity } from '../../claim/claim.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'A claim planted by a test',
  statement: 'W(x + y) = Wx + Wy',
  hypotheses: ['$W$ is a matrix'],
  parameters: { n: integer({ label: 'Width', min: 1, max: 64, initial: 16 }) },
  check: 'exact',
  draw: ({ n }, draw) => ({
    W: draw.weights(n, n),
    x: draw.activations(n, 4),
    y: draw.activations(n, 4),
  }),
  left: (tf, { W, x, y }) => tf.matMul(W, tf.add(x, y)),
  right: (tf, { W, x, y }) => tf.add(tf.matMul(W, x), tf.matMul(W, y)),
  control: {
    says: 'the second input may be forgotten',
    right: (tf, { W, x }) => tf.matMul(W, x),
  },
  sources: ['he2015resnet'],
});
`;

/** The sound claim with one text in the place of another, which must be there. */
export function claimWith(from: string | RegExp, to: string): string {
  const planted = SOUND_CLAIM.replace(from, () => to);
  if (planted === SOUND_CLAIM) throw new Error(`The sound claim has nothing that matches ${from}.`);
  return planted;
}

/** A page of this text that asks for nothing else: the first one, or where a part is given, an article of it. */
export function articleOf(text: string, part?: number): string {
  const place = part === undefined ? '' : `part: ${part}\n`;
  return `---\ntitle: An article\ndescription: What it says.\n${place}sidebar:\n  order: 1\n---\n\n${text}\n`;
}

/** A claim that is given a card in an article is one that a build publishes. */
export const cardsOf = (...ids: string[]) => ids.map((id) => `<Claim id="${id}" />`).join('\n\n');
