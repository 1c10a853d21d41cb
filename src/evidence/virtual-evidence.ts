import type { Plugin, ViteDevServer } from 'vite';
import type { Judged } from './report.ts';

/** What pages import to know the verdicts. */
const MODULE = 'virtual:skip-two/evidence';
const RESOLVED = `\0${MODULE}`;

/** Its types, for `injectTypes`; the path is from where Astro writes them. */
export const MODULE_TYPES = `declare module '${MODULE}' {
  export const report: import('../../../src/evidence/report.ts').EvidenceReport;
  /** What keeps claims from being published: none in a build, which would have stopped. */
  export const problems: import('../../../src/evidence/report.ts').Judged['problems'];
}
`;

/**
 * Serves what was found as a module.
 * @param current asked each time the module is loaded, and awaited: in dev the first page may come
 * before the first verdict.
 */
export function virtualEvidence(current: () => Promise<Judged>): Plugin {
  return {
    name: 'skip-two:evidence',
    resolveId: (id) => (id === MODULE ? RESOLVED : undefined),
    load: async (id) => {
      if (id !== RESOLVED) return;
      const { report, problems } = await current();
      return [
        `export const report = ${JSON.stringify(report)};`,
        `export const problems = ${JSON.stringify(problems)};`,
      ].join('\n');
    },
  };
}

/** Makes every page of a dev server be rendered anew, with the report as it is now. */
export function reloadEvidence(server: ViteDevServer): void {
  for (const environment of Object.values(server.environments)) {
    const module = environment.moduleGraph.getModuleById(RESOLVED);
    if (module) environment.moduleGraph.invalidateModule(module);
  }
  server.environments.client?.hot.send({ type: 'full-reload' });
}
