/** What of Starlight's sidebar entries says where a page stands. */
interface Entry {
  readonly type: 'link' | 'group';
  readonly label: string;
  readonly isCurrent?: boolean;
  readonly entries?: readonly Entry[];
}

/** Where a page stands, in a word or two above its title: `Part 1`, `Reference`, `Claim`; null where nobody need be told. */
export function pagePlace(id: string, sidebar: readonly Entry[]): string | null {
  if (/^claims\/./.test(id)) return 'Claim';
  for (const group of sidebar) {
    const current = group.entries?.find(({ isCurrent }) => isCurrent);
    if (!current) continue;
    const [part, title] = current.label.split(' · ');
    if (title) return part ?? null;
    return current === group.entries?.[0] && group === sidebar[0] ? null : group.label;
  }
  return null;
}
