import type { Device, Program } from '../claim/device.ts';
import { evaluateHeld } from '../claim/held-evaluation.ts';
import type { TrainingOptions } from '../claim/training.ts';
import {
  type ComputedFigure,
  type Figure,
  type Tensors,
  type TrainedFigure,
  unfold,
} from '../claims/figures/figure.ts';
import { loadFigure } from '../claims/figures/registry.ts';
import type { Drawing, Progress, Records, Request } from './protocol.ts';

type FigureRequest = Extract<Request, { type: 'figure' }>;
type FigureSettings = Omit<FigureRequest, 'type' | 'job' | 'figure'>;
type Drawn = Omit<Drawing, 'device'>;

/** How often a page is sent what trainings have recorded so far; milliseconds. */
const TELL_MS = 100;

/** Tells results apart in one evaluation: what is drawn, and the state to go on from. */
const [DRAWN, STATE] = ['drawn ', 'state '] as const;

/**
 * Computes a figure on a device, whose numbers are held against the host's.
 * @throws {Error} where none has this name, with a sentence.
 * @throws {Cancelled | DeviceLost | DeviceFault} as the device does.
 */
export async function draw(
  request: FigureSettings & Pick<FigureRequest, 'figure'>,
  device: Device,
  signal: { readonly aborted: boolean },
  progress: (progress: Progress) => void,
): Promise<Drawn> {
  const figure = await loadFigure(request.figure);
  if (!figure) throw new Error(`No figure is named "${request.figure}".`);
  return drawFigure(figure, request, device, signal, progress);
}

/** The same for a figure at hand. */
export async function drawFigure(
  figure: Figure,
  request: FigureSettings,
  device: Device,
  signal: { readonly aborted: boolean },
  progress: (progress: Progress) => void,
): Promise<Drawn> {
  if ('plans' in figure) return train(figure, request, device, signal, progress);
  return figure.step ? takeSteps(figure, request, device) : compute(figure, request, device);
}

async function compute(
  figure: ComputedFigure,
  { values, seed }: FigureSettings,
  device: Device,
): Promise<Drawn> {
  const inputs = figure.draw(values, seed);
  return { quantities: await evaluateHeld(device, (tf, from) => figure.compute(tf, from, values), inputs) };
}

/**
 * All steps of a request in one evaluation: a state is read once, at its end. Where a figure starts, its first
 * step is held against the host.
 */
async function takeSteps(
  figure: ComputedFigure,
  { values, seed, from = { state: null, steps: 0 } }: FigureSettings,
  device: Device,
): Promise<Drawn> {
  const start = from.state ?? figure.draw(values, seed);
  const unfolded =
    (steps: number): Program =>
    (tf, inputs) => {
      const state = unfold(tf, figure, inputs, values, steps);
      return { ...prefixed(DRAWN, figure.compute(tf, state, values)), ...prefixed(STATE, state) };
    };
  if (from.state === null) {
    await evaluateHeld(device, unfolded(1), start);
  }
  const results = await device.evaluate(unfolded(from.steps), start);
  return { quantities: unprefixed(DRAWN, results), state: unprefixed(STATE, results) };
}

/** One training after another, each held against the host; the page is told what was recorded while they run. */
async function train(
  figure: TrainedFigure,
  { values, seed }: FigureSettings,
  device: Device,
  signal: { readonly aborted: boolean },
  progress: (progress: Progress) => void,
): Promise<Drawn> {
  const { trainHeld } = await import('../claim/held-training.ts');
  const plans = Object.entries(figure.plans(values, seed));
  const total = plans.reduce((sum, [, { steps }]) => sum + steps, 0);
  let [before, told] = [0, 0];
  let records: Records = {};
  for (const [name, plan] of plans) {
    const onProgress: TrainingOptions['onProgress'] = (done, _, soFar) => {
      if (performance.now() - told < TELL_MS) return;
      told = performance.now();
      const seen = { ...records, [name]: soFar() };
      progress({ phase: 'running', done: before + done, total, records: seen });
    };
    const record = await trainHeld(device, plan, () => device.train(plan, { signal, onProgress }));
    records = { ...records, [name]: record };
    before += plan.steps;
  }
  return { quantities: {}, records };
}

function prefixed<T>(prefix: string, tensors: Tensors<T>): Tensors<T> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [prefix + name, tensor]));
}

function unprefixed<T>(prefix: string, tensors: Tensors<T>): Tensors<T> {
  const own = Object.entries(tensors).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}
