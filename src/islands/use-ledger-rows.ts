import { h, type RefObject, render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { LedgerCell } from './LedgerCell.tsx';
import type { LedgerClaim } from './ledger-filter-state.ts';
import { type Finding, findingOf, isActive, type LedgerState, verdictIn } from './ledger-run-state.ts';
import { describeFinding } from './ledger-sentences.ts';

/**
 * Keeps the page's static rows up with the state: which are shown, and what the reader's device found. The island
 * does not render them itself, so that they are whole without scripts and their formulas are sent once.
 * @param anchor an element of the island, which stands in the ledger's own.
 */
export function useLedgerRows(
  anchor: RefObject<HTMLElement>,
  claims: readonly LedgerClaim[],
  shown: readonly LedgerClaim[],
  state: LedgerState,
): void {
  const marked = useRef(new Map<string, Finding | 'in hand' | null>());
  const ledger = () => anchor.current?.closest<HTMLElement>('[data-ledger-state]');
  const ids = shown.map(({ id }) => id).join();

  useEffect(() => {
    const wanted = new Set(ids.split(','));
    for (const row of ledger()?.querySelectorAll<HTMLElement>('[data-claim-row]') ?? [])
      row.hidden = !wanted.has(row.dataset.claimRow ?? '');
    for (const part of ledger()?.querySelectorAll<HTMLElement>('[data-ledger-part]') ?? [])
      part.hidden = !part.querySelector('[data-claim-row]:not([hidden])');
  }, [ids]);

  useEffect(() => {
    ledger()?.setAttribute('data-ledger-state', state.phase);
    for (const claim of claims) {
      const inHand = isActive(state) && state.inHand?.id === claim.id;
      const now = inHand ? 'in hand' : findingOf(state, claim.id);
      if (now === (marked.current.get(claim.id) ?? null)) continue;
      marked.current.set(claim.id, now);
      const row = ledger()?.querySelector<HTMLElement>(`[data-claim-row="${claim.id}"]`);
      if (row) mark(row, claim, now);
    }
  }, [state]);
}

function mark(row: HTMLElement, claim: LedgerClaim, now: Finding | 'in hand' | null): void {
  const finding = now === 'in hand' ? null : now;
  const verdict = finding && verdictIn(finding);
  const control = finding && (finding.evidence?.control.verdict ?? 'undecided');
  setOrRemove(row, 'data-verdict', verdict);
  setOrRemove(row, 'data-control-verdict', control);
  setOrRemove(row, 'data-backend', finding?.evidence?.backend ?? null);
  const cell = row.querySelector('[data-own]');
  if (cell) render(h(LedgerCell, { verdict, inHand: now === 'in hand' }), cell);
  const note = row.querySelector('[data-own-note]');
  if (note) note.textContent = finding && describeFinding(finding, claim);
}

function setOrRemove(element: HTMLElement, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
