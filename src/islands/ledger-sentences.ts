import type { DeviceReport } from '../runtime/protocol.ts';
import { describeAttempts, describeProgress, sayingOfEvidence } from './claim-sentences.ts';
import { BACKEND_NAMES, type VerdictWord } from './evidence-column.ts';
import type { LedgerClaim } from './ledger-filter-state.ts';
import {
  type Finding,
  findingOf,
  isActive,
  type LedgerState,
  type Verification,
  verdictIn,
} from './ledger-run-state.ts';
import { counted } from './number-format.ts';

/** Why a claim that takes minutes was left out. */
export const LEFT_OUT = 'an experiment that takes minutes';

const WORDS: Record<VerdictWord, string> = { holds: 'Holds', refuted: 'Refuted', undecided: 'Undecided' };

/** What is read aloud: it changes when a run starts, pauses or ends and when a claim does not hold, not with each claim. */
export function announcementOf(state: LedgerState): string {
  switch (state.phase) {
    case 'idle':
      return '“Verify” runs the claims shown below on your device, one after another, each with its false version.';
    case 'running':
      return `Verifying ${counted(state.plan.length, 'claim')} on your device.${describeBad(state)}`;
    case 'paused':
      return `Paused.${state.inHand ? ' The claim in hand is still finished.' : ''}${describeBad(state)}`;
    case 'stopped':
      return `${state.why} ${describeCounts(state)}`;
    case 'done':
      return describeCounts(state);
  }
}

/** Where a run is: `7 of 26: …`, and how far that claim is; empty where none is under way. */
export function describePlace(state: LedgerState, claims: readonly LedgerClaim[]): string[] {
  if (!isActive(state)) return [];
  const { plan, findings, inHand } = state;
  const found = Object.keys(findings).length;
  if (!inHand) return [`${found} of ${plan.length} done`];
  const { id, progress } = inHand;
  const place = `${found + 1} of ${plan.length}: ${titleOf(claims, id)}`;
  // Most claims end before there is progress worth telling.
  return progress ? [place, describeProgress(progress)] : [place];
}

/** What a row says of a claim that did not simply hold; null where it did. */
export function describeFinding(finding: Finding, claim: LedgerClaim): string | null {
  if (!finding.evidence) return finding.sentence;
  const { verdict, published } = finding.evidence;
  if (verdict === 'holds') return null;
  const { sentence } = sayingOfEvidence(finding.evidence, claim.ciAtValues);
  return published === verdict ? `${sentence} So it was published.` : sentence;
}

/** The whole run in words, a line each: counts, devices, whatever did not hold, whatever was not run. */
export function summaryOf(state: LedgerState, claims: readonly LedgerClaim[]): string[] {
  if (state.phase === 'idle') return [];
  const found = claims.flatMap((claim) => {
    const finding = findingOf(state, claim.id);
    return finding ? [{ claim, finding }] : [];
  });
  const devices = new Map(
    found.flatMap(({ finding }) =>
      finding.evidence ? [[nameOf(finding.device), finding.device] as const] : [],
    ),
  );
  const others = found.filter(({ claim, finding }) => verdictIn(finding) !== claim.ciAtValues);
  const unrun = state.plan.length - found.length;
  return [
    describeCounts(state),
    ...[...devices.keys()].map((name) => `Computed on ${name}.`),
    ...new Set([...devices.values()].flatMap(describeAttempts)),
    ...(found.length > 0 && others.length === 0 ? ['Each verdict is the one that CI found.'] : []),
    ...found.flatMap(({ claim, finding }) => {
      const sentence = describeFinding(finding, claim);
      return sentence ? [`${WORDS[verdictIn(finding)]}: ${claim.title}. ${sentence}`] : [];
    }),
    ...(unrun > 0 ? [`Not run yet: ${counted(unrun, 'claim')}.`] : []),
    ...state.leftOut.map((id) => `Not run: ${titleOf(claims, id)} (${LEFT_OUT}).`),
  ];
}

/** "26 of 26 claims run: 26 hold, 0 refuted, 0 undecided." */
function describeCounts({ plan, findings }: Verification): string {
  const verdicts = Object.values(findings).map(verdictIn);
  const count = (verdict: string) => verdicts.filter((found) => found === verdict).length;
  const held = count('holds');
  return `${verdicts.length} of ${counted(plan.length, 'claim')} run: ${held} ${held === 1 ? 'holds' : 'hold'}, ${count('refuted')} refuted, ${count('undecided')} undecided.`;
}

/** What has not held so far; empty where all has. */
function describeBad({ findings }: Verification): string {
  const verdicts = Object.values(findings).map(verdictIn);
  const bad = (['refuted', 'undecided'] as const).flatMap((verdict) => {
    const count = verdicts.filter((found) => found === verdict).length;
    return count > 0 ? [`${count} ${verdict}`] : [];
  });
  return bad.length > 0 ? ` So far ${bad.join(', ')}.` : '';
}

function nameOf({ backend, name, arithmetic, library }: DeviceReport): string {
  return `${BACKEND_NAMES[backend]}, ${arithmetic.precision} bits (${name}; ${library})`;
}

function titleOf(claims: readonly LedgerClaim[], id: string): string {
  return claims.find((claim) => claim.id === id)?.title ?? id;
}
