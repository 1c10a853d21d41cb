import type { CatalogueEntry } from '../evidence/catalogue.ts';
import { claimHref } from '../evidence/hrefs.ts';

/** Claims as the nodes of a graph, with an edge from each to those of them that use it. */
export function drawnClaims(entries: readonly CatalogueEntry[]) {
  const ids = entries.map(({ id }) => id);
  return {
    nodes: entries.map(({ id, part, claim }) => ({
      id,
      label: claim.title,
      note: part.split(' · ')[0] ?? part,
      href: claimHref(id),
    })),
    edges: entries.flatMap(({ id, report }) =>
      [...new Set(report.uses)]
        .filter((premise) => ids.includes(premise))
        .map((premise) => [premise, id] as const),
    ),
  };
}
