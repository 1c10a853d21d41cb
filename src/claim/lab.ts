import type { Device } from './device.ts';
import type { TrainingPlan, TrainingRecord } from './training.ts';

/** What an experiment works with: a device, and a way to be stopped and to tell how far it is. */
export interface Lab {
  readonly evaluate: Device['evaluate'];
  /** Trains, as the device does, one plan after another; progress and cancellation are the run's. */
  train(plan: TrainingPlan): Promise<TrainingRecord>;
}
