import { inject, test } from 'vitest';
import { type Backend, Cancelled } from '../claim/device.ts';
import type { Evidence } from '../claim/evidence-schema.ts';
import { runClaim } from '../claim/run-claim.ts';
import { loadClaim } from '../claims/registry.ts';
import { type Opened, openDevice } from '../runtime/ladder.ts';
import { provideWebGpu } from './dawn.ts';

/** What is to be run, and on what. */
export interface RepeatOrder {
  readonly backend: Backend;
  readonly runs: readonly Pick<Evidence, 'claim' | 'parameters' | 'seed'>[];
  /** When to stop, in milliseconds since 1970. */
  readonly deadlineMs: number;
}

/** What came of one of the runs, by its place in the order. */
export interface Repeated {
  readonly place: number;
  /** null where the time was up. */
  readonly evidence: Evidence | null;
}

declare module 'vitest' {
  interface ProvidedContext {
    repeatOrder: RepeatOrder;
  }
  interface TaskMeta {
    repeated?: Repeated;
  }
}

// Vitest runs this file alone: for `verify --from`, which repeats somebody's runs on the cpu, and for `verify --gpu`.
const { backend, runs, deadlineMs } = inject('repeatOrder');
if (backend === 'webgpu') await provideWebGpu();
// Opened once: each opening has the device measured, and adds listeners to it.
let opened: Promise<Opened> | undefined;

for (const [place, { claim: id, parameters: values, seed }] of runs.entries()) {
  test(`${id}, run ${place}`, async ({ task }) => {
    const claim = await loadClaim(id);
    if (!claim) throw new Error(`No claim is named "${id}".`);
    opened ??= openDevice(backend);
    const { device } = await opened;
    const signal = {
      get aborted() {
        return Date.now() > deadlineMs;
      },
    };
    const evidence = signal.aborted
      ? null
      : await runClaim(id, claim, { values, seed, device, signal }).catch(nullWhereCancelled);
    task.meta.repeated = { place, evidence };
  });
}

function nullWhereCancelled(error: unknown): null {
  if (error instanceof Cancelled) return null;
  throw error;
}
