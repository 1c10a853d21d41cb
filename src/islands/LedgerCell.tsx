import type { VerdictWord } from './evidence-column.ts';
import { VerdictMark } from './VerdictMark.tsx';

/** What the reader's device has to say of one claim. */
export function LedgerCell({ verdict, inHand }: { verdict: VerdictWord | null; inHand: boolean }) {
  if (inHand) return <>running …</>;
  return verdict ? <VerdictMark verdict={verdict} /> : <>not run</>;
}
