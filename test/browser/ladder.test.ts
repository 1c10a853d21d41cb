import { afterEach, describe, expect, inject, test, vi } from 'vitest';
import { NoDevice, openDevice } from '../../src/runtime/ladder.ts';
import { knownAnswers } from '../../src/runtime/measure.ts';

/** A device that hangs is given this long: the test needs no more patience than that. */
const TIMEOUT_MS = 1_500;

afterEach(() => vi.restoreAllMocks());

describe.runIf(inject('backend') === 'webgpu')('where WebGPU hangs instead of failing', () => {
  test('the next backend is used, and the one that hung does not come back into its way', async () => {
    let answer: (device: GPUDevice) => void = () => {};
    const late = new Promise<GPUDevice>((resolve) => {
      answer = resolve;
    });
    const request = vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockReturnValueOnce(late);
    const { device, tried } = await openDevice(undefined, TIMEOUT_MS);
    expect(request).toHaveBeenCalled();
    expect(device.backend).toBe('webgl');
    expect(tried).toEqual([{ backend: 'webgpu', problem: 'it did not answer in time.' }]);
    await expect(knownAnswers(device.evaluate)).resolves.toBeUndefined();

    const adapter = await navigator.gpu.requestAdapter();
    if (!adapter) throw new Error('no adapter');
    answer(await adapter.requestDevice());
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(knownAnswers(device.evaluate)).resolves.toBeUndefined();
  }, 60_000);
});

describe.runIf(inject('backend') === 'cpu')('where nothing was asked for that exists', () => {
  test('a forced backend that cannot be had is an error with its reason', async () => {
    vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
    await expect(openDevice('webgpu')).rejects.toThrow(
      new NoDevice('WebGPU could not be used: this browser offers WebGPU but found no adapter for it.'),
    );
  });
});
