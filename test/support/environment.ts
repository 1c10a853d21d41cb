/** What Vitest adds to the environment: a build that saw it would take itself for a test. */
const OF_VITEST = /^(?:VITEST.*|NODE_ENV|MODE|DEV|PROD|SSR|TEST|BASE|BASE_URL|SITE|EVIDENCE|FORCE_COLOR)$/;

/** The environment in which a person at a prompt would run a command, without colours. */
export function promptEnvironment(): Record<string, string | undefined> {
  const outer = Object.entries(process.env).filter(([name]) => !OF_VITEST.test(name));
  return { ...Object.fromEntries(outer), NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1' };
}
