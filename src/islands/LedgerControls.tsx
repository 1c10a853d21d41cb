import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { LedgerFilter } from './LedgerFilter.tsx';
import { LedgerRunPanel } from './LedgerRunPanel.tsx';
import { type Choices, isAskedFor, type LedgerClaim } from './ledger-filter-state.ts';
import { findingOf, verdictIn } from './ledger-run-state.ts';
import { useLedgerFilter } from './use-ledger-filter.ts';
import { useLedgerRows } from './use-ledger-rows.ts';
import { useLedgerRun } from './use-ledger-run.ts';

interface Props {
  readonly claims: readonly LedgerClaim[];
  readonly choices: Choices;
}

/** The live half of the ledger: finds claims, and verifies those that are shown. */
export function LedgerControls({ claims, choices }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  const { filter, problem, choose } = useLedgerFilter(choices);
  const run = useLedgerRun(claims);
  const { state } = run;
  const shown = useMemo(
    () =>
      claims.filter((claim) => {
        const finding = findingOf(state, claim.id);
        return isAskedFor(claim, filter, finding && verdictIn(finding));
      }),
    [claims, filter, state],
  );
  useLedgerRows(root, claims, shown, state);
  useEffect(() => setReady(true), []);
  return (
    <div class="runner ledger-controls" ref={root}>
      <LedgerFilter
        choices={choices}
        filter={filter}
        problem={problem}
        shown={shown.length}
        all={claims.length}
        disabled={!ready}
        onChange={choose}
      />
      <LedgerRunPanel claims={claims} shown={shown} run={run} disabled={!ready} />
    </div>
  );
}
