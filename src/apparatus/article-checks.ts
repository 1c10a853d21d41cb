import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import { astroError } from '../evidence/astro-error.ts';
import { describeProblem, type Problem } from '../evidence/problem.ts';
import { problemsOfFrontmatter, problemsOfNames, unusedClaims } from './article-problems.ts';
import { type Article, readArticles } from './articles.ts';
import { deadLinks } from './dead-links.ts';
import { readableFrontmatter } from './readable-frontmatter.ts';

/** An article, or a claim. */
const WATCHED = /\.mdx$|[\\/]src[\\/]claims[\\/]part-[^\\/]+[\\/][^\\/]+\.ts$/;

/** Saving empties a file before it is written: read in between, it would lack everything. */
const SETTLING_MS = 50;

/**
 * Checks what no article shows by itself: their names and frontmatter, before Astro reads it, claims that none of them
 * shows, and once the site is built, links that lead nowhere. A build stops; in dev problems are told.
 */
export function articleChecks(): AstroIntegration {
  let root = '';
  let base = '/';
  let building = false;

  function stop(problems: readonly Problem[], logger: AstroIntegrationLogger): void {
    for (const problem of problems.slice(building ? 1 : 0)) logger.error(describeProblem(problem));
    if (building && problems[0]) throw astroError(problems[0]);
  }

  const problemsWithin = (articles: readonly Article[]) => [
    ...problemsOfNames(root, articles),
    ...problemsOfFrontmatter(articles),
  ];

  return {
    name: 'skip-two:articles',
    hooks: {
      'astro:config:setup': ({ command, config, updateConfig }) => {
        building = command === 'build';
        updateConfig({ vite: { plugins: [readableFrontmatter(fileURLToPath(config.root))] } });
      },
      'astro:config:done': ({ config, logger }) => {
        root = fileURLToPath(config.root);
        base = config.base;
        stop(problemsWithin(readArticles(root)), logger);
      },
      'astro:build:start': ({ logger }) => stop(unusedClaims(root, readArticles(root)), logger),
      'astro:build:done': ({ dir, logger }) =>
        stop(deadLinks(fileURLToPath(dir), base, readArticles(root)), logger),
      'astro:server:setup': ({ server, logger }) => {
        stop(unusedClaims(root, readArticles(root)), logger);
        const check = () => {
          const articles = readArticles(root);
          stop([...problemsWithin(articles), ...unusedClaims(root, articles)], logger);
        };
        let settling: NodeJS.Timeout | undefined;
        server.watcher.on('all', (_event, path) => {
          if (!WATCHED.test(path)) return;
          clearTimeout(settling);
          settling = setTimeout(check, SETTLING_MS);
        });
      },
    },
  };
}
