import { describe, expect, test } from 'vitest';
import { reportSchema } from '../../../src/evidence/report-schema.ts';
import { reportOf } from '../../../src/islands/ledger-report.ts';
import {
  findingOf,
  IDLE,
  type LedgerState,
  nextClaim,
  verdictIn,
} from '../../../src/islands/ledger-run-state.ts';
import {
  announcementOf,
  describeFinding,
  describePlace,
  summaryOf,
} from '../../../src/islands/ledger-sentences.ts';
import { anOutcome } from './examples.ts';
import { aClaim, anEnding, FAILED, LOST, ran, starting, stateAfter } from './ledger-examples.ts';

const CLAIMS = ['a', 'b', 'c', 'd'].map((id) => aClaim({ id, title: `Claim ${id.toUpperCase()}` }));
const found = (state: LedgerState) =>
  CLAIMS.flatMap(({ id }) => {
    const finding = findingOf(state, id);
    return finding ? [`${id} ${verdictIn(finding)}`] : [];
  });

describe('one claim after another', () => {
  test('each is begun when the one before has ended, and after the last all is done', () => {
    const started = stateAfter(starting('a', 'b'));
    expect(nextClaim(started)).toBe('a');
    expect(nextClaim(stateAfter(starting('a', 'b'), { type: 'began', id: 'a' }))).toBeNull();
    expect(nextClaim(stateAfter(starting('a', 'b'), ...ran('a')))).toBe('b');
    const done = stateAfter(starting('a', 'b'), ...ran('a'), ...ran('b'));
    expect([done.phase, nextClaim(done), found(done)]).toEqual(['done', null, ['a holds', 'b holds']]);
  });

  test('nothing is begun where there is nothing to run', () => {
    expect(stateAfter(starting())).toBe(IDLE);
  });

  test('another start begins anew', () => {
    const again = stateAfter(starting('a'), ...ran('a'), starting('b'));
    expect([again.phase, found(again)]).toEqual(['running', []]);
  });

  test('the control’s verdict counts: a run whose control was not refuted is undecided', () => {
    const ending = anEnding({ verdict: 'undecided', reason: 'control not refuted' });
    expect(found(stateAfter(starting('a'), ...ran('a', ending)))).toEqual(['a undecided']);
  });
});

describe('pausing and stopping', () => {
  test('paused, the claim in hand is taken and none is begun; resumed, the next is', () => {
    const paused = stateAfter(starting('a', 'b'), { type: 'began', id: 'a' }, { type: 'paused' });
    expect(paused.phase).toBe('paused');
    const ended = stateAfter(
      starting('a', 'b'),
      { type: 'began', id: 'a' },
      { type: 'paused' },
      ran('a')[1] as never,
    );
    expect([ended.phase, nextClaim(ended), found(ended)]).toEqual(['paused', null, ['a holds']]);
    const resumed = stateAfter(starting('a', 'b'), ...ran('a'), { type: 'paused' }, { type: 'resumed' });
    expect([resumed.phase, nextClaim(resumed)]).toEqual(['running', 'b']);
  });

  test('the last claim ends a paused run', () => {
    const events = [{ type: 'began', id: 'a' } as const, { type: 'paused' } as const, ran('a')[1] as never];
    expect(stateAfter(starting('a'), ...events).phase).toBe('done');
  });

  test('stopped, what was found stands, and what comes late is ignored', () => {
    const events = [
      starting('a', 'b'),
      ...ran('a'),
      { type: 'began', id: 'b' } as const,
      { type: 'stopped' } as const,
    ];
    const stopped = stateAfter(...events);
    expect([stopped.phase, nextClaim(stopped), found(stopped)]).toEqual(['stopped', null, ['a holds']]);
    expect(stateAfter(...events, ran('b')[1] as never)).toEqual(stopped);
    expect(stateAfter(...events, { type: 'resumed' }).phase).toBe('stopped');
  });

  test('progress of another claim than the one in hand is ignored', () => {
    const progress = { phase: 'running', done: 1, total: 9 } as const;
    const state = stateAfter(
      starting('a', 'b'),
      { type: 'began', id: 'a' },
      { type: 'progressed', id: 'b', progress },
    );
    expect(describePlace(state, CLAIMS)).toEqual(['1 of 2: Claim A']);
    const told = stateAfter(
      starting('a', 'b'),
      { type: 'began', id: 'a' },
      { type: 'progressed', id: 'a', progress },
    );
    expect(describePlace(told, CLAIMS)).toEqual(['1 of 2: Claim A', 'Trial 1 of 9']);
  });
});

describe('devices that go away', () => {
  test('the claim in hand is undecided with its sentence, and the next goes on', () => {
    const state = stateAfter(starting('a', 'b', 'c'), ...ran('a'), ...ran('b', LOST));
    expect([state.phase, nextClaim(state), found(state)]).toEqual([
      'running',
      'c',
      ['a holds', 'b undecided'],
    ]);
    expect(describeFinding(findingOf(state, 'b') as never, CLAIMS[1] as never)).toBe(
      'The device was lost (a reset).',
    );
  });

  test('three claims in a row that cannot be run end the whole, and the reason is said', () => {
    const state = stateAfter(
      starting('a', 'b', 'c', 'd'),
      ...['a', 'b', 'c'].flatMap((id) => ran(id, FAILED)),
    );
    expect(state.phase).toBe('stopped');
    expect(announcementOf(state)).toBe(
      'Stopped, because 3 claims in a row could not be run. The rest were not tried. 3 of 4 claims run: 0 hold, 0 refuted, 3 undecided.',
    );
    expect(summaryOf(state, CLAIMS).join('\n')).toContain('WebGPU could not be used: no adapter.');
  });

  test('one that runs in between lets it go on', () => {
    const events = [...ran('a', FAILED), ...ran('b', FAILED), ...ran('c')];
    expect(stateAfter(starting('a', 'b', 'c', 'd'), ...events).phase).toBe('running');
  });
});

describe('in words', () => {
  test('all that CI found was found again', () => {
    const done = stateAfter({ type: 'started', plan: ['a', 'b'], leftOut: ['c'] }, ...ran('a'), ...ran('b'));
    expect(summaryOf(done, CLAIMS)).toMatchInlineSnapshot(`
      [
        "2 of 2 claims run: 2 hold, 0 refuted, 0 undecided.",
        "Computed on WebGPU, 24 bits (a GPU; TensorFlow.js 4.22.0).",
        "Each verdict is the one that CI found.",
        "Not run: Claim C (an experiment that takes minutes).",
      ]
    `);
    expect(announcementOf(done)).toBe('2 of 2 claims run: 2 hold, 0 refuted, 0 undecided.');
  });

  test('what does not hold is named, with its reason; undecided is never a pass', () => {
    const claimed = anOutcome({ verdict: 'refuted', at: { trial: 0, index: [0, 0], left: 1, right: 2 } });
    const refuted = anEnding({ verdict: 'refuted', claimed });
    const state = stateAfter(starting('a', 'b', 'c'), ...ran('a'), ...ran('b', refuted), ...ran('c', LOST));
    expect(summaryOf(state, CLAIMS)).toMatchInlineSnapshot(`
      [
        "3 of 3 claims run: 1 holds, 1 refuted, 1 undecided.",
        "Computed on WebGPU, 24 bits (a GPU; TensorFlow.js 4.22.0).",
        "Refuted: Claim B. In trial 1, row 1, column 1, the left side is 1 and the right side 2: they differ by 0, and nothing but 0 is allowed. CI found that this holds; so suspect this device, its browser or this site before the statement, and please report it.",
        "Undecided: Claim C. The device was lost (a reset).",
      ]
    `);
    const during = stateAfter(starting('a', 'b', 'c'), ...ran('b', refuted));
    expect(announcementOf(during)).toBe('Verifying 3 claims on your device. So far 1 refuted.');
  });

  test('an experiment that came out as published says so', () => {
    const claim = aClaim({ id: 'a', ci: 'undecided' });
    const ending = anEnding({ verdict: 'undecided', reason: 'interval straddles', published: 'undecided' });
    const state = stateAfter(starting('a'), ...ran('a', ending));
    expect(describeFinding(findingOf(state, 'a') as never, claim)).toMatch(/ So it was published\.$/);
    expect(summaryOf(state, [claim])).toContain('Each verdict is the one that CI found.');
  });
});

test('the report is what `verify --json` writes, of what was found so far', () => {
  const state = stateAfter(starting('a', 'b', 'c'), ...ran('a'), ...ran('b', LOST));
  const report = reportSchema.parse(JSON.parse(JSON.stringify(reportOf(state, CLAIMS))));
  expect(
    report.claims.map(({ id, digest, verdict, reason, runs, note }) => [
      id,
      digest,
      verdict,
      reason,
      runs.length,
      note,
    ]),
  ).toEqual([
    ['a', 'd'.repeat(64), 'holds', null, 1, undefined],
    ['b', 'd'.repeat(64), 'undecided', 'device lost', 0, 'The device was lost (a reset).'],
  ]);
  expect(reportOf(IDLE, CLAIMS).claims).toEqual([]);
});
