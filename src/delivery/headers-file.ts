/** Cloudflare Pages refuses a longer line of `_headers`. */
const LONGEST_LINE = 2_000;

const YEAR_S = 31_536_000;

/**
 * The file `_headers`, which Netlify and Cloudflare Pages answer by. What a tag cannot say stands here alone.
 * @param base the site's base, with a slash at both ends.
 * @param policy the Content Security Policy.
 * @throws {Error} with one sentence where a host would refuse it.
 */
export function headersFile(base: string, policy: string): string {
  const rules: readonly [string, Readonly<Record<string, string>>][] = [
    [
      `${base}*`,
      {
        'Content-Security-Policy': policy,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'strict-origin-when-cross-origin',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
      },
    ],
    // Their names say what is in them.
    [`${base}_astro/*`, { 'Cache-Control': `public, max-age=${YEAR_S}, immutable` }],
    // Asked for again each time: it says which build is published.
    [`${base}service-worker.js`, { 'Cache-Control': 'no-cache' }],
  ];
  const lines = rules.flatMap(([path, headers]) => [
    path,
    ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
  ]);
  if (lines.some((line) => line.length > LONGEST_LINE))
    throw new Error(
      `The Content Security Policy has more than ${LONGEST_LINE} characters, which static hosts refuse: the pages have too many different inline scripts. Load them from files instead.`,
    );
  return `# Made by the build (src/delivery/).\n${lines.join('\n')}\n`;
}
