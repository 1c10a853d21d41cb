import { describe, expect, test } from 'vitest';
import { cardDataOf, IDLE, nextState, type RunnerState } from '../../../src/islands/claim-runner-state.ts';
import { describeAttempts, describeProgress, sayingOf } from '../../../src/islands/claim-sentences.ts';
import { MISSING_CODE } from '../../../src/runtime/missing-code.ts';
import type { RunResult } from '../../../src/runtime/protocol.ts';
import { aDevice, anEvidence, anOutcome } from './examples.ts';

const started = (asked: 'both' | 'control') => nextState(IDLE, { type: 'started', asked });
const ended = (asked: 'both' | 'control', result: RunResult) =>
  nextState(started(asked), { type: 'ended', asked, ending: { status: 'done', result } });
const fullRun = (evidence = anEvidence()): RunnerState =>
  ended('both', { version: 'both', evidence, device: aDevice(), durationMs: 12 });
const controlRun = (outcome = anOutcome({ verdict: 'refuted' })): RunnerState =>
  ended('control', { version: 'control', outcome, device: aDevice(), durationMs: 12 });

describe('what a card says of itself to tools', () => {
  test('a full run carries everything', () => {
    expect(cardDataOf(fullRun())).toEqual({
      'data-state': 'done',
      'data-verdict': 'holds',
      'data-control-verdict': 'refuted',
      'data-backend': 'webgpu',
      'data-precision': '24',
    });
  });

  test('a run of the false version alone says nothing of the claim', () => {
    expect(cardDataOf(controlRun())).toEqual({
      'data-state': 'idle',
      'data-verdict': null,
      'data-control-verdict': 'refuted',
      'data-backend': null,
      'data-precision': null,
    });
  });

  test('a new run takes the old verdict away', () => {
    const again = nextState(fullRun(), { type: 'started', asked: 'control' });
    expect(cardDataOf(again)).toMatchObject({ 'data-state': 'running', 'data-verdict': null });
  });

  test('a lost device is undecided, without a backend', () => {
    const lost = nextState(started('both'), {
      type: 'ended',
      asked: 'both',
      ending: { status: 'undecided', reason: 'device lost', sentence: 'The device was lost.' },
    });
    expect(cardDataOf(lost)).toMatchObject({
      'data-state': 'done',
      'data-verdict': 'undecided',
      'data-backend': null,
    });
    expect(sayingOf(lost, 'holds')).toMatchObject({ verdict: 'undecided', sentence: 'The device was lost.' });
  });

  test('a lost device leaves the false version undecided, and the claim untouched', () => {
    const lost = nextState(started('control'), {
      type: 'ended',
      asked: 'control',
      ending: { status: 'undecided', reason: 'device lost', sentence: 'The device was lost.' },
    });
    expect(cardDataOf(lost)).toMatchObject({ 'data-state': 'idle', 'data-control-verdict': 'undecided' });
  });
});

describe('transitions', () => {
  test('progress counts only while something runs', () => {
    const progress = { phase: 'running', done: 3, total: 11 } as const;
    expect(nextState(started('both'), { type: 'progressed', progress })).toMatchObject({ progress });
    expect(nextState(IDLE, { type: 'progressed', progress })).toBe(IDLE);
  });

  test('a stopped run leaves no verdict behind', () => {
    const stopped = nextState(started('both'), {
      type: 'ended',
      asked: 'both',
      ending: { status: 'cancelled' },
    });
    expect(cardDataOf(stopped)).toMatchObject({ 'data-state': 'idle', 'data-verdict': null });
    expect(sayingOf(stopped, 'holds').sentence).toBe('Stopped. Nothing follows from a stopped run.');
  });

  test('code that cannot be loaded fails with a sentence, and another start is possible', () => {
    const failed = nextState(started('both'), { type: 'unreachable' });
    expect(sayingOf(failed, 'holds')).toEqual({ verdict: null, word: 'Not run', sentence: MISSING_CODE });
    expect(nextState(failed, { type: 'started', asked: 'both' }).phase).toBe('running');
  });

  test('the worker’s own reason is passed on', () => {
    const sentence = 'WebGPU could not be used: this browser has no WebGPU.';
    const failed = nextState(started('both'), {
      type: 'ended',
      asked: 'both',
      ending: { status: 'failed', sentence },
    });
    expect(failed).toEqual({ phase: 'failed', sentence });
  });
});

describe('sentences', () => {
  test.each([
    ['exact', anEvidence(), 'Both sides were exactly equal, in each of 11 trials.'],
    [
      'rounded',
      anEvidence({ claimed: anOutcome({ measurement: { type: 'difference', error: 1e-7, bound: 1e-6 } }) }),
      'The sides differ by no more than rounding can cause, in each of 11 trials.',
    ],
    [
      'witness',
      anEvidence({ claimed: anOutcome({ measurement: { type: 'margin', margin: 3 }, at: null }) }),
      'The margin is 3, which is positive.',
    ],
  ])('%s: holds', (_, evidence, sentence) => {
    expect(sayingOf(fullRun(evidence), 'holds')).toEqual({
      verdict: 'holds',
      word: 'Holds',
      sentence: `${sentence} The false version was refuted on the same device.`,
    });
  });

  test('a refutation shows the entry, and contradicts CI in words', () => {
    const claimed = anOutcome({
      verdict: 'refuted',
      measurement: { type: 'difference', error: 2, bound: 0 },
      at: { trial: 0, index: [2, 0], left: -41, right: -43 },
    });
    const { verdict, sentence } = sayingOf(fullRun(anEvidence({ verdict: 'refuted', claimed })), 'holds');
    expect(verdict).toBe('refuted');
    expect(sentence).toBe(
      'In trial 1, row 3, column 1, the left side is −41 and the right side −43: they differ by 2, and nothing but 0 is allowed. CI found that this holds; so suspect this device, its browser or this site before the statement, and please report it.',
    );
  });

  test('undecided never reads as a pass', () => {
    const evidence = anEvidence({ verdict: 'undecided', reason: 'control not refuted' });
    const { verdict, word, sentence } = sayingOf(fullRun(evidence), 'holds');
    expect([verdict, word]).toEqual(['undecided', 'Undecided']);
    expect(sentence).toMatch(/^Nothing follows from this run: the false version was not refuted/);
  });

  test('a false version that is refuted is as it must be', () => {
    const outcome = anOutcome({
      verdict: 'refuted',
      measurement: { type: 'difference', error: 0.5, bound: 1e-6 },
      at: { trial: 4, index: [0, 1], left: 1.00001, right: 0.50001 },
    });
    expect(sayingOf(controlRun(outcome), 'holds')).toEqual({
      verdict: null,
      word: 'False version refuted, as it must be',
      sentence:
        'In trial 5, row 1, column 2, the left side is 1 and the right side 0.5: they differ by 0.5, and rounding can cause 1·10⁻⁶ at most.',
    });
  });

  test('a false version that passes is no pass', () => {
    expect(sayingOf(controlRun(anOutcome({ verdict: 'holds' })), 'holds')).toMatchObject({
      verdict: 'undecided',
      word: 'False version not refuted',
    });
  });

  test('progress in words', () => {
    expect(
      [
        null,
        { phase: 'opening' } as const,
        { phase: 'running', done: 0, total: 0 } as const,
        { phase: 'running', done: 3, total: 11 } as const,
      ].map(describeProgress),
    ).toEqual([
      'Loading the code …',
      'Opening the device; shaders compile at first use …',
      'First trial …',
      'Trial 3 of 11',
    ]);
  });

  test('why a better backend was not used', () => {
    const device = aDevice({ backend: 'cpu', tried: [{ backend: 'webgl', problem: 'it is switched off.' }] });
    expect(describeAttempts(device)).toEqual(['WebGL was not used, and CPU was: it is switched off.']);
  });
});
