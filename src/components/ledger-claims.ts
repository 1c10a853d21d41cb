import type { Claim } from '../claim/claim.ts';
import { initialValues } from '../claim/parameters.ts';
import type { CatalogueEntry } from '../evidence/catalogue.ts';
import { plainTeX } from '../evidence/tex.ts';
import {
  type Choice,
  type Choices,
  type LedgerClaim,
  searchable,
  VERDICTS,
} from '../islands/ledger-filter-state.ts';
import { kindKeyOf, kindOf } from './claim-words.ts';

/** A part's key, for addresses and anchors. */
export function partKeyOf(part: string): string {
  return part
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
}

/** True where a run takes minutes: it is then left out of "verify all" unless a reader asks for it. */
export function isLong(claim: Claim): boolean {
  return claim.kind === 'experiment' && claim.isLong;
}

/** A claim as the ledger's controls know it. */
export function ledgerClaimOf({ id, part, claim, report }: CatalogueEntry): LedgerClaim {
  const { title, statement, parameters } = claim;
  const { verdict, file, digest, uses } = report;
  return {
    id,
    title,
    part: partKeyOf(part),
    kind: kindKeyOf(claim),
    ci: verdict,
    words: searchable([id, title, plainTeX(statement)].join('\n')),
    values: initialValues(parameters),
    // The initial values are the first case.
    ciAtValues: report.runs[0]?.verdict ?? verdict,
    file,
    digest,
    uses,
    isLong: isLong(claim),
  };
}

/** What may be asked for among these claims. */
export function ledgerChoices(entries: readonly CatalogueEntry[]): Choices {
  return {
    part: distinct(entries.map(({ part }) => ({ key: partKeyOf(part), label: part }))),
    kind: distinct(entries.map(({ claim }) => ({ key: kindKeyOf(claim), label: kindOf(claim) }))),
    verdict: VERDICTS,
  };
}

function distinct(choices: readonly Choice[]): Choice[] {
  return [...new Map(choices.map((choice) => [choice.key, choice])).values()];
}
