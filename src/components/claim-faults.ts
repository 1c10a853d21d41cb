import type { AuthorProblem } from '../claim/author-error.ts';
import { loadClaim } from '../claims/registry.ts';
import { astroError } from '../evidence/astro-error.ts';
import { auditClaim } from '../evidence/audit.ts';
import { type CatalogueEntry, catalogue } from '../evidence/catalogue.ts';
import { cite } from '../evidence/cite.ts';
import { allReports, claimProblems } from '../evidence/published.ts';
import type { ClaimReport } from '../evidence/report.ts';

/** Why a claim cannot be shown as its file stands now; nothing where it can, whatever its verdict. */
export async function faultsOf(report: ClaimReport): Promise<readonly AuthorProblem[]> {
  const { id, file } = report;
  try {
    const claim = await loadClaim(id);
    const finding = auditClaim(id, claim);
    if (finding) return [{ ...finding, location: { file } }];
    cite(id, claim?.sources ?? []);
    return [];
  } catch (error) {
    const { name, message, hint } = error as Partial<AuthorProblem>;
    if (name === 'UnknownSource' && message && hint) return [{ name, message, hint, location: { file } }];
    // The run knows the place; until it has ended, there is only what was thrown.
    const told = claimProblems(report);
    return told.length > 0 ? told : [doesNotRun(report, message ?? String(error))];
  }
}

/** Every claim; or none, in dev, while some cannot be shown, and why: a build has stopped at that. */
export async function catalogueOrFaults(): Promise<{
  readonly entries: readonly CatalogueEntry[];
  readonly faults: readonly AuthorProblem[];
}> {
  const faults = import.meta.env.DEV ? (await Promise.all(allReports().map(faultsOf))).flat() : [];
  return { entries: faults.length === 0 ? await catalogue() : [], faults };
}

/**
 * Every claim, for what machines read.
 * @throws {AstroError} in dev, while one cannot be shown: what an author must mend, and where.
 */
export async function wholeCatalogue(): Promise<readonly CatalogueEntry[]> {
  const { entries, faults } = await catalogueOrFaults();
  if (faults[0]) throw astroError(faults[0]);
  return entries;
}

function doesNotRun({ id, file }: ClaimReport, thrown: string): AuthorProblem {
  return {
    name: 'ClaimDoesNotRun',
    message: `The claim "${id}" cannot be loaded: ${thrown.split('\n')[0]}`,
    hint: `Mend it, and see with \`npm run verify -- ${id}\`.`,
    location: { file },
  };
}
