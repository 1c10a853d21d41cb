import type { StarlightRouteData } from '@astrojs/starlight/route-data';
import { ERROR_PAGES } from '../evidence/errors/table.ts';

type Entry = StarlightRouteData['sidebar'][number];
type Link = Extract<Entry, { type: 'link' }>;
/** Groups of links, and nothing deeper. */
type Sidebar = (Omit<Extract<Entry, { type: 'group' }>, 'entries'> & { readonly entries: Link[] })[];

/** A page and where its frontmatter says that it stands. */
export interface Placed {
  /** Its path below content, without the extension. */
  readonly id: string;
  readonly title: string;
  readonly part?: number | undefined;
  readonly order?: number | undefined;
  readonly label?: string | undefined;
}

/** A page made by code, which has no frontmatter. */
interface Made {
  readonly label: string;
  readonly path: string;
}

/** A group of the sidebar: the pages of a folder of content, between what is made by code. */
interface Group {
  readonly label: string;
  readonly folder: string;
  readonly first?: readonly Made[];
  readonly last?: readonly Made[];
}

const GROUPS: readonly Group[] = [
  { label: 'The argument', folder: '' },
  { label: 'Reference', folder: 'reference', first: [{ label: 'Claims', path: '/claims/' }] },
  { label: 'For authors', folder: 'guides', last: [{ label: 'Errors', path: ERROR_PAGES }] },
];

/**
 * The sidebar: in each group the pages of a folder, by part, then by order, then by title. What has no
 * part comes before what has one.
 * @param hrefOf makes an address of a path such as `/claims/`.
 */
export function sidebarOf(pages: readonly Placed[], hrefOf: (path: string) => string): Sidebar {
  const linkTo = ({ label, path }: Made): Link => ({
    type: 'link',
    label,
    href: hrefOf(path),
    isCurrent: false,
    badge: undefined,
    attrs: {},
  });
  return GROUPS.map(({ label, folder, first = [], last = [] }) => ({
    type: 'group' as const,
    label,
    entries: [
      ...first,
      ...pages
        .filter(({ id }) => folderOf(id) === folder && id !== '404')
        .sort(byPlace)
        .map((page) => ({ label: labelOf(page), path: page.id === 'index' ? '/' : `/${page.id}/` })),
      ...last,
    ].map(linkTo),
    collapsed: false,
    badge: undefined,
  }));
}

/**
 * The same sidebar on one of its pages.
 * @param current the address of the page that is looked at.
 */
export function sidebarAt(sidebar: Sidebar, current: string): Sidebar {
  return sidebar.map((group) => ({
    ...group,
    entries: group.entries.map((link) => (link.href === current ? { ...link, isCurrent: true } : link)),
  }));
}

/** What comes before and after the page that is looked at; nothing where the sidebar has it not. */
export function neighboursIn(sidebar: Sidebar): StarlightRouteData['pagination'] {
  const links = sidebar.flatMap(({ entries }) => entries);
  const at = links.findIndex(({ isCurrent }) => isCurrent);
  return { prev: at > 0 ? links[at - 1] : undefined, next: at >= 0 ? links[at + 1] : undefined };
}

const folderOf = (id: string) => id.split('/').slice(0, -1).join('/');

const labelOf = ({ title, label, part }: Placed) =>
  part === undefined ? (label ?? title) : `Part ${part} · ${label ?? title}`;

function byPlace(a: Placed, b: Placed): number {
  const [last, first] = [Number.MAX_VALUE, 0];
  return (
    (a.part ?? first) - (b.part ?? first) ||
    (a.order ?? last) - (b.order ?? last) ||
    a.title.localeCompare(b.title, 'en')
  );
}
