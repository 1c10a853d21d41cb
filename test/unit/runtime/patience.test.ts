import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Patience } from '../../../src/runtime/patience.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Where the page's clock stands; a fake timer knows nothing of it. */
function clockAt(...readings: number[]) {
  const now = vi.spyOn(performance, 'now');
  for (const reading of readings) now.mockReturnValueOnce(reading);
}

test('a limit that runs out while the page is awake ends', () => {
  const onEnd = vi.fn();
  clockAt(0, 1_010);
  new Patience().wait(1_000, onEnd);
  vi.advanceTimersByTime(999);
  expect(onEnd).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onEnd).toHaveBeenCalledOnce();
});

test('one that runs out while the page sleeps is given once more, and no more', () => {
  const onEnd = vi.fn();
  clockAt(0, 3_600_000, 7_200_000);
  new Patience().wait(1_000, onEnd);
  vi.advanceTimersByTime(1_000);
  expect(onEnd).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(onEnd).toHaveBeenCalledOnce();
});

test('a sign of life puts it off, and stopping ends it', () => {
  const onEnd = vi.fn();
  const patience = new Patience();
  patience.wait(1_000, onEnd);
  vi.advanceTimersByTime(900);
  patience.wait(1_000, onEnd);
  vi.advanceTimersByTime(900);
  patience.stop();
  vi.advanceTimersByTime(10_000);
  expect(onEnd).not.toHaveBeenCalled();
});
