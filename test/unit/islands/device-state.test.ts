import { expect, test } from 'vitest';
import {
  chosenRung,
  type DeviceEvent,
  describeDevice,
  deviceJson,
  factsOf,
  NOT_ASKED,
  nextDevice,
} from '../../../src/islands/device-state.ts';
import { arithmeticOf } from '../../../src/numerics/arithmetic.ts';
import type { RungAnswer } from '../../../src/runtime/ask-rung.ts';

const report = (backend: 'webgl' | 'cpu') => ({
  backend,
  name: 'a chip',
  arithmetic: arithmeticOf(24),
  library: 'TensorFlow.js 4.22.0',
  tried: [],
});
const HELD: RungAnswer = { held: true, report: report('webgl'), durationMs: 12.3 };
const FAILED: RungAnswer = { held: false, reason: 'this browser has no WebGPU.' };
const after = (...events: DeviceEvent[]) => events.reduce(nextDevice, NOT_ASKED);

test('backends are asked in the order of a claim, and the first that holds is chosen', () => {
  const state = after(
    { type: 'started', forced: null },
    { type: 'asking', backend: 'webgpu' },
    { type: 'answered', backend: 'webgpu', answer: FAILED },
    { type: 'asking', backend: 'webgl' },
  );
  expect(state.rungs.map(({ backend, phase }) => `${backend} ${phase}`)).toEqual([
    'webgpu answered',
    'webgl asking',
    'cpu waiting',
  ]);
  expect(describeDevice(state)).toBe('Asking WebGL …');
  const answered = nextDevice(state, { type: 'answered', backend: 'webgl', answer: HELD });
  expect(chosenRung(answered)).toBe('webgl');
  expect(describeDevice(nextDevice(answered, { type: 'ended', hasSimd: true }))).toBe(
    'Claims are verified on WebGL.',
  );
});

test('a forced backend is asked alone; where it fails nothing else is used', () => {
  const state = after(
    { type: 'started', forced: 'webgpu' },
    { type: 'answered', backend: 'webgpu', answer: FAILED },
    { type: 'ended', hasSimd: false },
  );
  expect(state.rungs).toHaveLength(1);
  expect(describeDevice(state)).toBe('No backend passed: claims cannot be verified here.');
});

test('the unit roundoff says how the device was seen to round', () => {
  const facts = (rounding: 'nearest' | 'faithful') =>
    new Map(factsOf({ ...report('cpu'), arithmetic: arithmeticOf(24, rounding) }, 1)).get('Unit roundoff u');
  expect(facts('nearest')).toMatch(/^2⁻²⁴ ≈ 5\.96·10⁻⁸: it rounded 256 sums/);
  expect(facts('faithful')).toMatch(/^2⁻²³ ≈ 1\.19·10⁻⁷: it did not round all/);
});

test('the JSON holds what was answered and nothing else', () => {
  const state = after(
    { type: 'started', forced: null },
    { type: 'answered', backend: 'webgpu', answer: FAILED },
    { type: 'answered', backend: 'webgl', answer: HELD },
    { type: 'ended', hasSimd: true },
  );
  expect(JSON.parse(deviceJson(state, 'a browser'))).toEqual({
    chosen: 'webgl',
    rungs: [
      { backend: 'webgpu', ...FAILED },
      { backend: 'webgl', ...HELD },
    ],
    wasmSimd: true,
    userAgent: 'a browser',
  });
});
