const ICON = /<path d="([^"]{100,})"\s*(?:\/>|><\/path>)/g;
/** Drawings that stay as long as the page does: a chart goes as its figure draws another, and whatever used its lines would go with it. */
const KEPT = /<svg[^>]*viewBox="0 0 (?:24 24|400000 \d+)"[\s\S]*?<\/svg>/g;
/** Icons in a template are copied by a script, and those of a choice of theme are exchanged. */
const CHANGED = /<template[\s\S]*?<\/template>|<svg[^>]*\blabel-icon\b[\s\S]*?<\/svg>/g;

/** A page that has the shape of an icon once, where it shows it more often. */
export function reuseIcons(html: string): string {
  const [isKept, isChanged] = [within(html, KEPT), within(html, CHANGED)];
  const isReusable = (at: number) => isKept(at) && !isChanged(at);
  const counts = new Map<string, number>();
  for (const { 1: shape = '', index } of html.matchAll(ICON))
    if (isReusable(index)) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  const ids = new Map<string, string>();
  return html.replace(ICON, (path: string, shape: string, at: number) => {
    if (!isReusable(at) || (counts.get(shape) ?? 0) < 2) return path;
    const id = ids.get(shape);
    if (id) return `<use href="#${id}"/>`;
    ids.set(shape, `icon:${ids.size}`);
    return path.replace('<path', `<path id="${ids.get(shape)}"`);
  });
}

/** Tells whether a place in the page is in what matches. */
function within(html: string, pattern: RegExp): (at: number) => boolean {
  const ranges = [...html.matchAll(pattern)].map(
    ({ index, 0: text }) => [index, index + text.length] as const,
  );
  return (at) => ranges.some(([start, end]) => at >= start && at < end);
}
