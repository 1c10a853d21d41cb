import type { Evidence } from '../claim/evidence-schema.ts';

/** What the host found of a claim that no device is asked for. */
export type HostFinding = NonNullable<Evidence['host']>[number];

/** True where a finding is as the claim says. */
export function isAsSaid({ found, relation, allowed }: HostFinding): boolean {
  if (found === null) return false;
  return relation === 'is' ? Math.abs(found - 1) <= allowed : found >= 1 - allowed;
}

/** Evidence with what the host found: of one claim, which is refuted where any of it is otherwise. */
export function withHost(evidence: Evidence, host: readonly HostFinding[]): Evidence {
  if (host.length === 0) return evidence;
  const verdict = host.every(isAsSaid) ? evidence.verdict : 'refuted';
  return { ...evidence, host: [...host], verdict, reason: verdict === 'undecided' ? evidence.reason : null };
}
