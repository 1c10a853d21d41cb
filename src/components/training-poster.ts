import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { initialValues } from '../claim/parameters.ts';
import type { TrainedFigure } from '../claims/figures/figure.ts';
import type { Poster } from '../islands/figures/figure-state.ts';
import type { Records } from '../runtime/protocol.ts';

/** Where the trainer's bundle is put, relative to the project's root, in which a site is built. */
const BUNDLE = 'node_modules/.cache/skip-two/trainer';

/** Bundled once a build, however many figures ask. */
let trainer: Promise<typeof import('./trainer.ts')> | undefined;

/** A figure of trainings as it is built: trained on the cpu of the machine that builds the site. */
export async function trainedPosterOf(
  id: string,
  figure: TrainedFigure,
): Promise<{ poster: Poster; records: Records }> {
  const { parameters, views, seed } = figure;
  const values = initialValues({ ...parameters, ...views });
  trainer ??= bundledTrainer();
  const records = await (await trainer).trainFigure(id);
  return { poster: { id, parameters, views, values, seed, quantities: {} }, records };
}

/**
 * The trainer, bundled apart from the pages: TensorFlow.js's deep imports lack the extensions that
 * Node wants, and Astro leaves packages to Node.
 */
async function bundledTrainer(): NonNullable<typeof trainer> {
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: [/@tensorflow\/tfjs/] },
    build: {
      ssr: 'src/components/trainer.ts',
      outDir: BUNDLE,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' } },
    },
  });
  return import(/* @vite-ignore */ pathToFileURL(resolve(BUNDLE, 'trainer.mjs')).href);
}
