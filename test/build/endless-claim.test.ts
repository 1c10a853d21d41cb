import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgeClaims } from '../../src/evidence/judge-claims.ts';
import { copySite, type FixtureSite } from './fixture-site.ts';
import { claimWith, PLANTED, SOUND_CLAIM } from './planted-claim.ts';

const OTHER = PLANTED.replace('planted', 'other');
const both = ['planted', 'other'];

let site: FixtureSite;
beforeAll(() => {
  site = copySite();
  site.plant(OTHER, SOUND_CLAIM);
});
afterAll(() => site.remove());

/** Never lets go of its thread: no timer of Vitest's can reach it there. */
const plantEndless = () =>
  site.plant(PLANTED, claimWith('tf.matMul(W, tf.add(x, y))', '{ for (;;) tf.add(x, y); }'));

test('a claim that does not end is told of and stopped, and the others are judged', async () => {
  plantEndless();
  const waits: string[] = [];
  const { report, problems } = await judgeClaims(site.root, {
    only: both,
    onWait: (sentence) => waits.push(sentence),
    patience: { tell: 3_000, stop: 15_000 },
  });
  expect(waits[0]).toMatch(/^Still being judged: .*planted \([1-9]\d* s\)/);
  expect(problems).toMatchObject([
    {
      name: 'ClaimDoesNotRun',
      message: 'The claim "planted" cannot be run: it had not ended after 15 s, and was stopped.',
      location: { file: PLANTED },
    },
  ]);
  const verdicts = report.claims.map(({ id, verdict }) => [id, verdict]);
  expect(new Map(verdicts as [string, string][])).toEqual(
    new Map([
      ['planted', 'undecided'],
      ['other', 'holds'],
    ]),
  );
});

test('asked to, it ends at once, and what was judged by then is known', async () => {
  plantEndless();
  const run = new AbortController();
  const judging = judgeClaims(site.root, {
    only: both,
    fresh: true,
    onWait: (sentence) => {
      // The other one has ended.
      if (!sentence.includes('other')) run.abort();
    },
    signal: run.signal,
    patience: { tell: 2_000, stop: 120_000 },
  });
  await expect(judging).rejects.toThrow(/abort/);
  site.plant(PLANTED, SOUND_CLAIM);
  const { problems, ran, cached } = await judgeClaims(site.root, { only: both });
  expect({ problems, ran, cached }).toEqual({ problems: [], ran: 1, cached: 1 });
});
