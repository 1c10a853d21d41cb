/** A claim, and the ids of those that its argument takes for granted. */
export interface Using {
  readonly id: string;
  readonly uses: readonly string[];
}

/**
 * The circles in which claims use one another, each from the claim of it that comes first among those
 * given, in the order in which they use: a → b → c for a that uses b, which uses c, which uses a. There
 * is none only where there is no circle; one that is part of another may have to wait for it.
 */
export function findCircles(claims: readonly Using[]): string[][] {
  const uses = usesById(claims);
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    const from = path.indexOf(id);
    if (from >= 0) circles.push(path.slice(from));
    if (from >= 0 || done.has(id)) return;
    for (const premise of uses.get(id) ?? []) visit(premise, [...path, id]);
    done.add(id);
  };
  for (const { id } of claims) visit(id, []);
  return circles;
}

/** Every claim that one rests on: what it uses, what that uses, and so on; itself not, but in a circle. */
export function premisesOf(claims: readonly Using[], id: string): Set<string> {
  const uses = usesById(claims);
  const found = new Set<string>();
  const waiting = [...(uses.get(id) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...(uses.get(next) ?? []));
  }
  return found;
}

/** The ids of the claims that use one, in the order given. */
export function usersOf(claims: readonly Using[], id: string): string[] {
  return claims.filter(({ uses }) => uses.includes(id)).map((claim) => claim.id);
}

function usesById(claims: readonly Using[]): Map<string, readonly string[]> {
  return new Map(claims.map(({ id, uses }) => [id, uses]));
}
