import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/backend_cpu';
import { describe, expect, test } from 'vitest';
import { UsedArrays } from '../../../src/runtime/training/used-arrays.ts';

describe('arrays used again', () => {
  test('an array comes back only when the last tensor that shares it is gone', () => {
    const { arrays, backend, dataId, values } = lent(6);
    backend.incRef(dataId);
    expect(backend.disposeData(dataId)).toBe(false);
    expect(arrays.take(6)).not.toBe(values);
    expect(backend.disposeData(dataId)).toBe(true);
    expect(arrays.take(5)).not.toBe(values);
    expect(arrays.take(6)).toBe(values);
    expect(arrays.take(6)).not.toBe(values);
  });

  test('a tensor that was not lent an array gives none', () => {
    const { arrays, backend } = lent(6);
    const { dataId } = backend.makeTensorInfo([4], 'float32', new Float32Array(4).fill(7));
    backend.disposeData(dataId);
    expect(arrays.take(4)).toEqual(new Float32Array(4));
  });

  test('nothing is kept once it is cleared', () => {
    const { arrays, backend, dataId, values } = lent(6);
    backend.disposeData(dataId);
    arrays.clear();
    expect(arrays.take(6)).not.toBe(values);
  });
});

function lent(length: number) {
  const [arrays, backend] = [new UsedArrays(), new MathBackendCPU()];
  const values = arrays.take(length);
  const { dataId } = backend.makeTensorInfo([length], 'float32', values);
  arrays.lend(backend, dataId, values);
  return { arrays, backend, dataId, values };
}
