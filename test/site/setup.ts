import { randomUUID } from 'node:crypto';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Tells one run of the site's tests from another. */
    siteRun: string;
  }
}

/** Vitest calls this before any test of any project: too early to build, see build-once.ts. */
export default function setup({ provide }: TestProject): void {
  provide('siteRun', randomUUID());
}
