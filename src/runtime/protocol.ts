import type { Backend } from '../claim/device.ts';
import type { Evidence, Outcome } from '../claim/evidence-schema.ts';
import type { Values } from '../claim/parameters.ts';
import type { Version } from '../claim/run-claim.ts';
import type { TrainingRecord } from '../claim/training.ts';
import type { Tensors } from '../claims/figures/figure.ts';
import type { Arithmetic } from '../numerics/arithmetic.ts';
import type { Attempt } from './ladder.ts';

/** What a page asks of its worker. `job` is the page's number for the request. */
export type Request =
  /** First message of a worker's life: which backend to insist on, if any. */
  | { readonly type: 'configure'; readonly forced: Backend | null }
  /** Opens the device and rehearses a claim on it, which will be run soon. Not answered. */
  | { readonly type: 'prepare'; readonly claim: string }
  | {
      readonly type: 'run';
      readonly job: number;
      readonly claim: string;
      readonly values: Values;
      readonly seed: number;
      readonly version: Version | 'both';
    }
  | {
      readonly type: 'figure';
      readonly job: number;
      readonly figure: string;
      readonly values: Values;
      readonly seed: number;
      /** For a figure that unfolds in time: the state to go on from (null for the start) and by how many steps. */
      readonly from?: { readonly state: Tensors | null; readonly steps: number };
    }
  | { readonly type: 'cancel'; readonly job: number };

/** What a worker tells its page. */
export type Reply =
  | { readonly type: 'progress'; readonly job: number; readonly progress: Progress }
  | { readonly type: 'done'; readonly job: number; readonly result: RunResult }
  | { readonly type: 'drawn'; readonly job: number; readonly drawing: Drawing }
  | { readonly type: 'cancelled'; readonly job: number }
  /** A chunk could not be fetched: the page may ask again, in another worker. */
  | { readonly type: 'code missing'; readonly job: number }
  /** The job could not be done; the reason is a sentence for the reader. */
  | {
      readonly type: 'failed';
      readonly job: number;
      readonly reason: string;
      readonly isWorkerSound: boolean;
    }
  /** The device is gone or broke its word: the page must end this worker and start another. */
  | {
      readonly type: 'broken';
      readonly job: number;
      readonly cause: 'device lost' | 'device at fault';
      readonly reason: string;
    };

/**
 * How far a job is: fetching code, waiting to fetch it again, opening a device (shaders compile then), or
 * counting trials.
 */
export type Progress =
  | { readonly phase: 'loading' }
  | { readonly phase: 'waiting' }
  | { readonly phase: 'opening' }
  | {
      readonly phase: 'running';
      readonly done: number;
      readonly total: number;
      /** Of a figure's trainings: what was recorded so far, by name. */
      readonly records?: Records;
    };

/** Records of trainings by name. */
export type Records = Readonly<Record<string, TrainingRecord>>;

/** The device a worker opened, as data for the reader. */
export interface DeviceReport {
  readonly backend: Backend;
  readonly name: string;
  readonly arithmetic: Arithmetic;
  readonly library: string;
  /** The rungs above it that did not hold, and why. */
  readonly tried: readonly Attempt[];
}

/** What a run gives the page: evidence of the whole run, or the outcome of one version alone. */
export type RunResult = { readonly device: DeviceReport; readonly durationMs: number } & (
  | { readonly version: 'both'; readonly evidence: Evidence }
  | { readonly version: Version; readonly outcome: Outcome }
);

/** What a figure shows, computed on the device. */
export interface Drawing {
  readonly device: DeviceReport;
  /** Its tensors by name; none for a figure of trainings. */
  readonly quantities: Tensors;
  /** Where the figure unfolds in time: the state to go on from. */
  readonly state?: Tensors;
  /** For a figure of trainings: their records by name. */
  readonly records?: Records;
}
