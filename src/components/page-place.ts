/** What of Starlight's sidebar entries says where a page stands. */
interface Entry {
  readonly type: 'link' | 'group';
  readonly label: string;
  readonly isCurrent?: boolean;
  readonly entries?: readonly Entry[];
}

/** Where a page stands, in a word or two above its title: `Part 1`, `Reference`, `Claim`; null where nobody need be told. */
export function pagePlace(id: string, part: number | undefined, sidebar: readonly Entry[]): string | null {
  if (/^claims\/./.test(id)) return 'Claim';
  if (/^reference\/errors\/./.test(id)) return 'Error';
  if (part !== undefined) return `Part ${part}`;
  const [first, ...others] = sidebar;
  const isHere = ({ entries }: Entry) => entries?.some(({ isCurrent }) => isCurrent);
  // The first group is the site itself.
  return first && isHere(first) ? null : (others.find(isHere)?.label ?? null);
}
