import { expect, inject, test } from 'vitest';
import type { Claim } from '../claim/claim.ts';
import type { Evidence } from '../claim/evidence-schema.ts';
import { casesOf, type Values } from '../claim/parameters.ts';
import { runClaim } from '../claim/run-claim.ts';
import { surveyClaim, withSurvey } from '../claim/survey.ts';
import { idOf } from '../claims/registry.ts';
import { seedOf } from '../numerics/random.ts';
import { openDevice } from '../runtime/ladder.ts';
import { tensorCount } from '../runtime/tensor-device.ts';
import { auditClaim, type Finding } from './audit.ts';
import { widthProblem } from './bound-width.ts';
import { checkOnHost } from './host-checks.ts';
import { withHost } from './host-finding.ts';

/** What a claim's tests hand to the reporter. */
export interface ClaimMeta {
  readonly claim: string;
  readonly finding?: Finding;
  readonly sources?: readonly string[];
  readonly uses?: readonly string[];
  readonly evidence?: Evidence;
  /** True of an experiment that takes minutes, where none of those is asked for. */
  readonly isLeftOut?: boolean;
}

declare module 'vitest' {
  interface TaskMeta {
    skipTwo?: ClaimMeta;
  }
  interface ProvidedContext {
    /** True where experiments that take minutes are not to be run. */
    skipLong?: boolean;
  }
}

/** A claim that is checked within rounding makes so many draws at its smallest sizes, besides its trials. */
const SURVEY_DRAWS = 10_000;

/** What a long experiment may take on a slow machine with other work to do; milliseconds. */
const LONG_MS = 1_200_000;

/**
 * The one suite every claim's file is judged by: the plugin beside this file appends a call of it
 * to each. It does nothing where the file was merely imported by another.
 */
export function judgeHere(file: string, claim: Claim | undefined): void {
  if (expect.getState().testPath !== file) return;
  const id = idOf(file.replaceAll('\\', '/'));
  const finding = auditClaim(id, claim);
  const isLong = claim?.kind === 'experiment' && claim.isLong;
  const isLeftOut = isLong && inject('skipLong') === true;

  test('says all that a claim must say', ({ task }) => {
    const names = { sources: claim?.sources ?? [], uses: claim?.uses ?? [] };
    task.meta.skipTwo = { claim: id, ...(finding ? { finding } : { ...names, isLeftOut }) };
    expect(finding).toBeNull();
  });
  if (finding || !claim || isLeftOut) return;

  // Where nothing is said, the project's own limit.
  const timing = isLong ? { timeout: LONG_MS } : {};
  for (const [index, values] of casesOf(claim.parameters).entries()) {
    test(`holds, and its control is refuted (${describeValues(values)})`, timing, async ({ task }) => {
      const { device } = await openDevice('cpu');
      const before = tensorCount();
      const seed = seedOf(id);
      const run = await runClaim(id, claim, { values, seed, device });
      const surveyed = index === 0 ? await surveyClaim(claim, { device, seed, draws: SURVEY_DRAWS }) : null;
      const onDevice = surveyed ? withSurvey(run, surveyed) : run;
      const evidence = index === 0 ? withHost(onDevice, checkOnHost(id)) : onDevice;
      task.meta.skipTwo = { claim: id, evidence };
      expect(tensorCount(), 'tensors left behind').toBe(before);
      expect(evidence.verdict).toBe(evidence.published ?? 'holds');
      expect(evidence.control.verdict).toBe('refuted');
      expect(widthProblem(evidence)).toBeNull();
    });
  }
}

function describeValues(values: Values): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
}
