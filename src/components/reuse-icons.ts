const ICON = /<path d="([^"]{100,})"\s*(?:\/>|><\/path>)/g;
/** Icons in a template are copied by a script, and those of a choice of theme are exchanged. */
const CHANGED = /<template[\s\S]*?<\/template>|<svg[^>]*\blabel-icon\b[\s\S]*?<\/svg>/g;

/** A page that has the shape of an icon once, where it shows it more often. */
export function reuseIcons(html: string): string {
  const changed = [...html.matchAll(CHANGED)].map(
    ({ index, 0: text }) => [index, index + text.length] as const,
  );
  const isChanged = (at: number) => changed.some(([start, end]) => at >= start && at < end);
  const counts = new Map<string, number>();
  for (const { 1: shape = '', index } of html.matchAll(ICON))
    if (!isChanged(index)) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  const ids = new Map<string, string>();
  return html.replace(ICON, (path: string, shape: string, at: number) => {
    if (isChanged(at) || (counts.get(shape) ?? 0) < 2) return path;
    const id = ids.get(shape);
    if (id) return `<use href="#${id}"/>`;
    ids.set(shape, `icon:${ids.size}`);
    return path.replace('<path', `<path id="${ids.get(shape)}"`);
  });
}
