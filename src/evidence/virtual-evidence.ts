import type { Plugin, ViteDevServer } from 'vite';
import type { EvidenceReport } from './report.ts';

/** What pages import to know the verdicts. */
const MODULE = 'virtual:skip-two/evidence';
const RESOLVED = `\0${MODULE}`;

/** Its types, for `injectTypes`; the path is from where Astro writes them. */
export const MODULE_TYPES = `declare module '${MODULE}' {
  export const report: import('../../../src/evidence/report.ts').EvidenceReport;
}
`;

/**
 * Serves the report as a module.
 * @param current asked each time the module is loaded, and awaited: in dev the first page may come
 * before the first verdict.
 */
export function virtualEvidence(current: () => Promise<EvidenceReport>): Plugin {
  return {
    name: 'skip-two:evidence',
    resolveId: (id) => (id === MODULE ? RESOLVED : undefined),
    load: async (id) =>
      id === RESOLVED ? `export const report = ${JSON.stringify(await current())};` : undefined,
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
