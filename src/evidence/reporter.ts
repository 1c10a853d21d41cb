import { isAbsolute, relative } from 'node:path';
import type { TestError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';
import type { Evidence } from '../claim/evidence-schema.ts';
import type { Finding } from './audit.ts';
import { widthProblem } from './bound-width.ts';

/** What a claim's file gave when Vitest ran it. */
export interface RanFile {
  /** Relative to the project's root, with forward slashes. */
  readonly file: string;
  readonly finding: Finding | null;
  readonly sources: readonly string[];
  /** Ids of the claims it takes for granted. */
  readonly uses: readonly string[];
  /** True where it was not run because it takes minutes. */
  readonly isLeftOut: boolean;
  /** One for each case that ran to its end. */
  readonly runs: readonly Evidence[];
  /** What was thrown, on import or in a test that brought no evidence against itself. */
  readonly faults: readonly Fault[];
}

/** Something thrown: its first line, and where in the claim's file, if it passed there. */
export interface Fault {
  readonly message: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** A run of Vitest, as data. */
export interface RanFiles {
  readonly files: readonly RanFile[];
  /** What was thrown outside any file. */
  readonly faults: readonly Fault[];
}

/** Collects what the claims' tests found, and tells `onEnd` when they have run. */
export class ClaimReporter implements Reporter {
  readonly #root: string;
  readonly #onEnd: (ran: RanFiles) => void | Promise<void>;

  constructor(root: string, onEnd: (ran: RanFiles) => void | Promise<void>) {
    this.#root = root;
    this.#onEnd = onEnd;
  }

  async onTestRunEnd(ran: readonly TestModule[], errors: readonly TestError[]): Promise<void> {
    await this.#onEnd({
      files: ran.map((module) => readModule(this.#root, module)),
      faults: errors.map((error) => faultOf(error, '')),
    });
  }
}

/** What a claim's file gave, once Vitest has run it. */
export function readModule(root: string, module: TestModule): RanFile {
  const runs: Evidence[] = [];
  const faults = module.errors().map((error) => faultOf(error, module.moduleId));
  let finding: Finding | null = null;
  let sources: readonly string[] = [];
  let uses: readonly string[] = [];
  let isLeftOut = false;
  for (const test of module.children.allTests()) {
    const meta = test.meta().skipTwo;
    const result = test.result();
    finding = meta?.finding ?? finding;
    sources = meta?.sources ?? sources;
    uses = meta?.uses ?? uses;
    isLeftOut = meta?.isLeftOut ?? isLeftOut;
    if (meta?.evidence) runs.push(meta.evidence);
    // Evidence speaks for itself; any other failure has only what it threw.
    const explained =
      meta?.finding ||
      (meta?.evidence &&
        (meta.evidence.verdict !== (meta.evidence.published ?? 'holds') || widthProblem(meta.evidence)));
    if (result.state === 'passed' || explained) continue;
    const thrown = result.state === 'failed' ? result.errors : [];
    faults.push(...thrown.map((error) => faultOf(error, module.moduleId)));
    if (thrown.length === 0) faults.push({ message: `its test "${test.name}" was ${result.state}` });
  }
  return { file: pathIn(root, module.moduleId), finding, sources, uses, isLeftOut, runs, faults };
}

function faultOf({ name, message, stacks }: TestError, file: string): Fault {
  const frame = stacks?.find((frame) => frame.file === file);
  const text = (message ?? name ?? 'something that is not an error').split('\n')[0] as string;
  return { message: text, line: frame?.line, column: frame?.column };
}

function pathIn(root: string, file: string): string {
  return (isAbsolute(file) ? relative(root, file) : file).replaceAll('\\', '/');
}
