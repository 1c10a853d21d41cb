import type { ZodType } from 'zod';

const FILES = import.meta.glob<unknown>('../../content/benchmarks/*.json', {
  eager: true,
  import: 'default',
});

/**
 * What `npm run bench` last wrote of a benchmark.
 * @returns null where it has not been run yet.
 */
export function benchmarkResults<T>(name: string, schema: ZodType<T>): T | null {
  const found = FILES[`../../content/benchmarks/${name}.json`];
  return found === undefined ? null : schema.parse(found);
}
