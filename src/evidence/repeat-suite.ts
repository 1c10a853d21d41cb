import { inject, test } from 'vitest';
import { Cancelled } from '../claim/device.ts';
import type { Evidence } from '../claim/evidence-schema.ts';
import { runClaim } from '../claim/run-claim.ts';
import { loadClaim } from '../claims/registry.ts';
import { openDevice } from '../runtime/ladder.ts';

/** What is to be run again. */
export interface RepeatOrder {
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

// Vitest runs this file alone, for `verify --from`: the runs of somebody's file, on this machine's cpu.
const { runs, deadlineMs } = inject('repeatOrder');

for (const [place, { claim: id, parameters: values, seed }] of runs.entries()) {
  test(`${id}, run ${place}`, async ({ task }) => {
    const claim = await loadClaim(id);
    if (!claim) throw new Error(`No claim is named "${id}".`);
    const { device } = await openDevice('cpu');
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
