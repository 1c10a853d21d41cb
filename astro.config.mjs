import { rehypeHeadingIds, unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import autoImport from 'astro-auto-import';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { articleChecks } from './src/apparatus/article-checks.ts';
import { articlePlugins, providedComponents } from './src/apparatus/article-plugins.ts';
import { rehypeAnnotation } from './src/apparatus/rehype-annotation.ts';
import { rehypeTies } from './src/apparatus/rehype-ties.ts';
import { contentsOnDemand } from './src/components/contents-on-demand.ts';
import { interestDirective } from './src/components/interest-directive.ts';
import { islandIds } from './src/components/island-ids.ts';
import { rehypeBase } from './src/components/rehype-base.ts';
import { rehypeNotes } from './src/components/rehype-notes.ts';
import { searchOnDemand } from './src/components/search-on-demand.ts';
import { siteFonts } from './src/components/site-fonts.ts';
import { delivery } from './src/delivery/integration.ts';
import { readAddress } from './src/evidence/address.ts';
import { evidence } from './src/evidence/integration.ts';
import { katexOptions } from './src/evidence/tex.ts';
import { trimTensorflow } from './src/runtime/trim-tensorflow.ts';
import { loadAheadList } from './src/slim/load-ahead-list.ts';
import { slimSite } from './src/slim/slim-site.ts';

/** What every claim's chunk, every run and every backend import, each too small for a chunk of its own. */
const SMALL =
  /src.numerics|src.claim.(?:activations|claim|device|draw|judge-trial|magnitude|parameters|running-error|trial|verdict)\.ts|src.runtime.(?:breathe|tensor-device|backends.activate)\.ts/;

/** What of the library only parts and training use: shared by them, and still nothing a first verification loads. */
const LATER =
  /dist.(?:gradients|ops.(?:complex|div|exp|floorDiv|sqrt|square|step|sum)\.|kernels.(?:Exp|Neg|RealDiv|Sqrt|Square|Step|Sum|Transpose)\.)/;

/**
 * What the worker's chunks share: one chunk for all backends and one for each GPU backend. Left alone,
 * the bundler makes one for each set of chunks that share something, up to eight small ones, and a
 * verification on WebGL loads 2 kB (brotli) more.
 */
const SHARED_CHUNKS = [
  { name: 'common', ...sharedFirst(`tfjs-(?:core|backend-cpu)|${SMALL.source}`) },
  { name: 'webgpu-kernels', ...sharedFirst('tfjs-backend-webgpu') },
  { name: 'webgl-kernels', ...sharedFirst('tfjs-backend-webgl') },
];

/** Scripts that every page has, and what they share with others: each too small for a file of its own. */
const PAGE_CHUNK = {
  name: 'page',
  test: /vite.preload-helper|starlight.dist.components|src.components.(?:Head|Guess|Figure)\.astro|src.islands.(?:[\w-]*offer-|guess-state|connection|copy-formulas|keep-for-offline|lit-terms|name-search-button|scrolling-formulas|wake|figures.(?:figure-anchor|play-out))/,
};

/**
 * What the page's client shares with those who ask for it comes with them: some browsers remember for a page's life
 * that a module did not come, and no other address helps where that one is imported by the one that is asked for again.
 */
const CLIENT_CHUNK = { name: 'missing-code', test: /src.(?:claim.device|runtime.missing-code)\.ts/ };

function sharedFirst(pattern) {
  const shared = new RegExp(pattern);
  return { test: (id) => shared.test(id) && !LATER.test(id), minShareCount: 2 };
}

const { site, base } = readAddress(process.env);

export default defineConfig({
  site,
  base,
  // src/islands/load-ahead.ts does it, and spends no connection that is paid for by amount.
  prefetch: false,
  // Astro's extension for VS Code then completes and checks frontmatter (.vscode/settings.json).
  experimental: { contentIntellisense: true },
  integrations: [
    // Before the evidence: what it refuses costs no run.
    articleChecks(),
    evidence(),
    siteFonts(),
    autoImport({ imports: providedComponents(import.meta.dirname) }),
    starlight({
      title: 'Skip Two',
      description:
        'Why residual blocks skip two or more layers, with every step checked on your own machine.',
      // src/pages/404.astro has more to say.
      disable404Route: true,
      customCss: ['katex/dist/katex.min.css', './src/styles/site.css'],
      components: Object.fromEntries(
        [
          'Footer',
          'Head',
          'LanguageSelect',
          'PageSidebar',
          'PageTitle',
          'Sidebar',
          'SiteTitle',
          'ThemeProvider',
        ].map((name) => [name, `./src/components/${name}.astro`]),
      ),
      markdown: { processedDirs: ['./content/'] },
      // Filled for each page from the frontmatter of all.
      sidebar: [],
      routeMiddleware: './src/components/sidebar.ts',
    }),
    mdx(),
    preact(),
    interestDirective(),
    slimSite(),
    loadAheadList(),
    // Last: it takes stock of what all others have written.
    delivery(),
  ],
  markdown: {
    processor: unified({
      remarkPlugins: [remarkMath, ...articlePlugins(import.meta.dirname)],
      // Heading ids are made before KaTeX, or they repeat a formula three times.
      rehypePlugins: [
        rehypeHeadingIds,
        [rehypeKatex, katexOptions()],
        rehypeAnnotation,
        rehypeTies,
        [rehypeBase, { base }],
        // Last, so that what others make a note of is one.
        rehypeNotes,
      ],
    }),
  },
  vite: {
    // Inline scripts and fonts would each need leave in the Content Security Policy.
    build: { assetsInlineLimit: 0 },
    plugins: [searchOnDemand(), contentsOnDemand(), islandIds(), trimTensorflow()],
    environments: {
      client: {
        build: { rolldownOptions: { output: { codeSplitting: { groups: [PAGE_CHUNK, CLIENT_CHUNK] } } } },
      },
    },
    worker: {
      format: 'es',
      plugins: () => [trimTensorflow()],
      rolldownOptions: { output: { codeSplitting: { groups: SHARED_CHUNKS } } },
    },
  },
});
