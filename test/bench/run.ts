import { benchFirstVerdict } from './first-verdict.ts';
import type { BenchOptions } from './options.ts';
import { readOptions } from './options.ts';
import { benchPages } from './pages.ts';
import { benchScale } from './scale.ts';
import { benchTraining } from './training.ts';

/** `npm run bench [-- name…] [--rounds N] [--only NAME]… [--gpu]`: each benchmark is one file beside this one. */
const BENCHMARKS: Readonly<Record<string, (options: BenchOptions) => Promise<void>>> = {
  training: benchTraining,
  pages: benchPages,
  'first-verdict': benchFirstVerdict,
  scale: benchScale,
};

try {
  const options = readOptions(process.argv.slice(2), Object.keys(BENCHMARKS));
  for (const [name, bench] of Object.entries(BENCHMARKS)) {
    if (options.benchmarks.length === 0 || options.benchmarks.includes(name)) await bench(options);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
