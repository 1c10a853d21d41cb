/** Headers by name. */
export type Headers = Readonly<Record<string, string>>;

/**
 * Reads `_headers` as static hosts do: lines of a path, which may end in `*`, each followed by indented headers.
 * @returns what every rule that fits a path says of it.
 */
export function readHeadersFile(text: string): (path: string) => Headers {
  const rules: { path: string; headers: Record<string, string> }[] = [];
  for (const line of text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))) {
    if (/^\S/.test(line)) {
      rules.push({ path: line, headers: {} });
    } else {
      const [, name, value] = /^\s+([\w-]+): (.+)$/.exec(line) ?? [];
      const rule = rules.at(-1);
      if (!name || !value || !rule) throw new Error(`_headers has a line that no host would read: ${line}`);
      rule.headers[name] = value;
    }
  }
  return (path) =>
    Object.assign(
      {},
      ...rules
        .filter((rule) =>
          rule.path.endsWith('*') ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path,
        )
        .map(({ headers }) => headers),
    );
}
