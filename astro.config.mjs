import { readdirSync } from 'node:fs';
import { rehypeHeadingIds, unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import autoImport from 'astro-auto-import';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { rehypeAnnotation } from './src/apparatus/rehype-annotation.ts';
import { remarkCheck } from './src/apparatus/remark-check.ts';
import { remarkCitations } from './src/apparatus/remark-citations.ts';
import { remarkEquations } from './src/apparatus/remark-equations.ts';
import { remarkTerms } from './src/apparatus/remark-terms.ts';
import { loadAheadList } from './src/components/load-ahead-list.ts';
import { rehypeBase } from './src/components/rehype-base.ts';
import { rehypeNotes } from './src/components/rehype-notes.ts';
import { searchOnDemand } from './src/components/search-on-demand.ts';
import { siteFonts } from './src/components/site-fonts.ts';
import { slimSite } from './src/components/slim-site.ts';
import { evidence } from './src/evidence/integration.ts';
import { katexOptions } from './src/evidence/tex.ts';
import { trimTensorflow } from './src/runtime/trim-tensorflow.ts';

/** What every claim's chunk imports, each too small for a chunk of its own. */
const SMALL = /src.claim.(?:activations|claim|parameters)\.ts|src.numerics/;

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

function sharedFirst(pattern) {
  const shared = new RegExp(pattern);
  return { test: (id) => shared.test(id) && !LATER.test(id), minShareCount: 2 };
}

/** The component of each figure: an article shows it by its name alone. */
function figures() {
  const folder = './src/components/figures';
  return readdirSync(new URL(folder, import.meta.url)).map((file) => `${folder}/${file}`);
}

export default defineConfig({
  site: process.env.SITE,
  base: process.env.BASE,
  // src/islands/load-ahead.ts does it, and spends no connection that is paid for by amount.
  prefetch: false,
  integrations: [
    evidence(),
    siteFonts(),
    autoImport({
      imports: ['./src/components/Claim.astro', './src/components/Note.astro', ...figures()],
    }),
    starlight({
      title: 'Skip Two',
      description:
        'Why residual blocks skip two or more layers, with every step checked on your own machine.',
      customCss: ['katex/dist/katex.min.css', './src/styles/site.css'],
      components: Object.fromEntries(
        ['Footer', 'Head', 'LanguageSelect', 'PageSidebar', 'PageTitle', 'Sidebar', 'SiteTitle'].map(
          (name) => [name, `./src/components/${name}.astro`],
        ),
      ),
      markdown: { processedDirs: ['./content/'] },
      sidebar: [
        {
          label: 'The argument',
          items: [
            { label: 'The short answer', link: '/' },
            { label: 'Part 1 · One layer folds', link: '/one-layer-folds/' },
            { label: 'Part 1 · Would a sigmoid change it?', link: '/would-a-sigmoid-change-it/' },
            { label: 'Part 1 · When the shapes differ', link: '/when-the-shapes-differ/' },
            { label: 'Part 2 · What stops the fold', link: '/what-stops-the-fold/' },
            { label: 'Part 3 · Is it about the signal?', link: '/is-it-about-the-signal/' },
            { label: 'Part 4 · Is it about learning?', link: '/is-it-about-learning/' },
            { label: 'Part 4 · What training shows', link: '/what-training-shows/' },
          ],
        },
        {
          label: 'Reference',
          items: [
            { label: 'Claims', link: '/claims/' },
            { label: 'How a verdict is reached', link: '/reference/verdicts/' },
            { label: 'Your device', link: '/reference/device/' },
            { label: 'Benchmarks', link: '/reference/benchmarks/' },
            { label: 'Notation', link: '/reference/notation/' },
            { label: 'Bibliography', link: '/reference/bibliography/' },
          ],
        },
      ],
    }),
    mdx(),
    preact(),
    slimSite(),
    loadAheadList(),
  ],
  markdown: {
    processor: unified({
      remarkPlugins: [
        remarkMath,
        ...[remarkEquations, remarkCitations, remarkTerms, remarkCheck].map((plugin) => [
          plugin,
          { root: import.meta.dirname },
        ]),
      ],
      // Heading ids are made before KaTeX, or they repeat a formula three times.
      rehypePlugins: [
        rehypeHeadingIds,
        [rehypeKatex, katexOptions()],
        rehypeAnnotation,
        [rehypeBase, { base: process.env.BASE }],
        // Last, so that what others make a note of is one.
        rehypeNotes,
      ],
    }),
  },
  vite: {
    // Inline assets would need `data:` in a content security policy.
    build: { assetsInlineLimit: 0 },
    plugins: [searchOnDemand(), trimTensorflow()],
    worker: {
      format: 'es',
      plugins: () => [trimTensorflow()],
      rolldownOptions: { output: { codeSplitting: { groups: SHARED_CHUNKS } } },
    },
  },
});
