import { mkdirSync, writeFileSync } from 'node:fs';

const FOLDER = new URL('../../content/benchmarks/', import.meta.url);

/** Writes what the reference page reads, where the run was a whole one; says what it did. */
export function keepResults(name: string, results: unknown, isWhole: boolean): void {
  if (!isWhole) {
    console.log('\nNot kept: only a whole bench of at least three rounds is published.');
    return;
  }
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(new URL(`${name}.json`, FOLDER), `${JSON.stringify(results, null, 1)}\n`);
  console.log(`\nWritten to content/benchmarks/${name}.json.`);
}
