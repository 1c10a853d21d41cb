import { BACKENDS, type Backend } from '../claim/device.ts';
import { arithmeticOf } from '../numerics/arithmetic.ts';
import type { RungAnswer } from '../runtime/ask-rung.ts';
import type { DeviceReport } from '../runtime/protocol.ts';
import { LONG_SUM, ROUNDINGS } from '../runtime/self-test-sizes.ts';
import { BACKEND_NAMES } from './evidence-column.ts';
import { formatDuration, formatNumber, powerOfTen } from './number-format.ts';

/** A backend and what became of it. */
export type Rung = { readonly backend: Backend } & (
  | { readonly phase: 'waiting' | 'asking' }
  | { readonly phase: 'answered'; readonly answer: RungAnswer }
);

/** How far the asking is. */
export interface DeviceState {
  readonly phase: 'idle' | 'asking' | 'done';
  /** In the order in which a claim tries them. */
  readonly rungs: readonly Rung[];
  /** Whether WebAssembly with SIMD runs, which training on the CPU uses; null where it is not known yet. */
  readonly hasSimd: boolean | null;
}

export type DeviceEvent =
  /** `forced` is what the address insists on: nothing else is asked. */
  | { readonly type: 'started'; readonly forced: Backend | null }
  | { readonly type: 'asking'; readonly backend: Backend }
  | { readonly type: 'answered'; readonly backend: Backend; readonly answer: RungAnswer }
  | { readonly type: 'ended'; readonly hasSimd: boolean };

export const NOT_ASKED: DeviceState = { phase: 'idle', rungs: [], hasSimd: null };

/** What is known of the device after one more thing was heard of it. */
export function nextDevice(state: DeviceState, event: DeviceEvent): DeviceState {
  const change = (backend: Backend, rung: Rung) =>
    state.rungs.map((known) => (known.backend === backend ? rung : known));
  switch (event.type) {
    case 'started':
      return {
        phase: 'asking',
        rungs: (event.forced ? [event.forced] : BACKENDS).map((backend) => ({ backend, phase: 'waiting' })),
        hasSimd: null,
      };
    case 'asking':
      return { ...state, rungs: change(event.backend, { backend: event.backend, phase: 'asking' }) };
    case 'answered': {
      const { backend, answer } = event;
      return { ...state, rungs: change(backend, { backend, phase: 'answered', answer }) };
    }
    case 'ended':
      return { ...state, phase: 'done', hasSimd: event.hasSimd };
  }
}

/** The backend that claims are run on: the first that held. */
export function chosenRung({ rungs }: DeviceState): Backend | null {
  return rungs.find((rung) => rung.phase === 'answered' && rung.answer.held)?.backend ?? null;
}

/** How the asking stands, in a sentence. */
export function describeDevice(state: DeviceState): string {
  const asking = state.rungs.find(({ phase }) => phase === 'asking');
  if (state.phase === 'idle') return '';
  if (state.phase === 'asking')
    return asking ? `Asking ${BACKEND_NAMES[asking.backend]} …` : 'Fetching what asks …';
  const chosen = chosenRung(state);
  if (!chosen) return 'No backend passed: claims cannot be verified here.';
  const forced = state.rungs.length === 1 ? ', as the address asks' : '';
  return `Claims are verified on ${BACKEND_NAMES[chosen]}${forced}.`;
}

/** What is known of a backend that held: a name and a value each. */
export function factsOf({ name, arithmetic, library }: DeviceReport, durationMs: number): [string, string][] {
  const { precision, unitRoundoff } = arithmetic;
  const isNearest = unitRoundoff === arithmeticOf(precision).unitRoundoff;
  return [
    ['Runs on', name],
    [
      'Self-test',
      `passed: a matrix product, a sum of ${formatNumber(LONG_SUM)} terms, a broadcast sum and a ReLU came out as known, to the last bit`,
    ],
    ['Precision', `${precision} bits, as measured`],
    [
      'Unit roundoff u',
      `2${powerOfTen(Math.log2(unitRoundoff)).slice(2)} ≈ ${formatNumber(unitRoundoff)}: ${
        isNearest
          ? `it rounded ${ROUNDINGS} sums and ${ROUNDINGS} products to nearest`
          : `it did not round all of ${ROUNDINGS} sums and ${ROUNDINGS} products to nearest, so either neighbour is allowed for`
      }`,
    ],
    ['Library', library],
    ['Opened in', formatDuration(durationMs)],
  ];
}

/** All of it as JSON, for a report: what was asked, and what was answered. */
export function deviceJson(state: DeviceState, userAgent: string): string {
  const rungs = state.rungs.flatMap((rung) =>
    rung.phase === 'answered' ? [{ backend: rung.backend, ...rung.answer }] : [],
  );
  const { hasSimd } = state;
  return JSON.stringify({ chosen: chosenRung(state), rungs, wasmSimd: hasSimd, userAgent }, null, 2);
}
