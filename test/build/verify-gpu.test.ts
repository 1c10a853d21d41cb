import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Dawn, describeAbsence, provideWebGpu } from '../../src/evidence/dawn.ts';
import { reportSchema } from '../../src/evidence/report-schema.ts';
import { promptEnvironment } from '../support/environment.ts';

const EXACT = 'one-layer-skip-folds';
const ROUNDED = 'sigmoid-skip-folds';

const folder = mkdtempSync(join(tmpdir(), 'skip-two-gpu-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function verify(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/evidence/verify.ts', ...args], {
    encoding: 'utf8',
    env: promptEnvironment(),
  });
  return { status, stdout, stderr };
}

/** Asked of the file system: importing it would start Dawn in this process. */
function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve('webgpu');
    return true;
  } catch {
    return false;
  }
}

const withAdapter = (adapter: unknown) => async () =>
  ({ create: () => ({ requestAdapter: async () => adapter }), globals: {} }) as unknown as Dawn;

describe('where there is no WebGPU, one sentence says what to do', () => {
  test.skipIf(isInstalled())('without the package: nothing on stdout, and 1', () => {
    const { status, stdout, stderr } = verify('--gpu', EXACT);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^--gpu needs the npm package webgpu, .+ `npm install --no-save webgpu@[\d.]+`/);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  test('without an adapter', async () => {
    await expect(provideWebGpu(withAdapter(null))).rejects.toThrow('WebGPU found no adapter on this machine');
    expect(globalThis.navigator).not.toHaveProperty('gpu');
  });

  test('with a package that does not run here', () => {
    const error = new Error('dawn.node: wrong ELF class\nRequire stack: …');
    expect(describeAbsence(error)).toBe(
      'The npm package webgpu does not run on this machine: dawn.node: wrong ELF class',
    );
  });

  test('together with --from: how it is used, and 1', () => {
    const { status, stderr } = verify('--gpu', '--from', 'report.json');
    expect(status).toBe(1);
    expect(stderr).toContain('--from, --gpu, --shard and --merge are four different things');
  });
});

test('with an adapter, claims hold on it, their controls are refuted, and the evidence agrees with the cpu’s', ({
  skip,
}) => {
  const { status, stdout, stderr } = verify('--gpu', EXACT, ROUNDED, '--json');
  if (/needs the npm package|found no adapter/.test(stderr)) skip(stderr.trim().split('\n').at(-1));
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const runs = reportSchema.parse(JSON.parse(stdout)).claims.flatMap((claim) => claim.runs);
  expect(
    runs.map(({ claim, backend, verdict, control }) => [claim, backend, verdict, control.verdict]),
  ).toEqual([
    [EXACT, 'webgpu', 'holds', 'refuted'],
    [ROUNDED, 'webgpu', 'holds', 'refuted'],
  ]);
  expect(new Set(runs.map(({ device }) => device)).size).toBe(1);
  const file = join(folder, 'gpu.json');
  writeFileSync(file, stdout);
  expect(verify('--from', file).stdout).toContain('2 of 2 runs agree.');
});
