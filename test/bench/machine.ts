import { execFileSync } from 'node:child_process';
import { arch, cpus, release, totalmem, type } from 'node:os';
import type { Page } from 'playwright';
import type { Machine } from '../../src/evidence/benchmark-schema.ts';

/** How software GPUs name themselves. */
const SOFTWARE = /swiftshader|llvmpipe|software|basic render/i;

/** Describes what a page of a browser runs on. */
export async function describeMachine(page: Page, version: string): Promise<Machine> {
  const processors = cpus();
  const gpu = await page.evaluate(nameGpu);
  return {
    processor: processors[0]?.model.trim() || 'unknown',
    cores: processors.length,
    memoryGiB: Number((totalmem() / 2 ** 30).toPrecision(2)),
    system: `${type()} ${release()}, ${arch()}`,
    browser: `Chromium ${version}`,
    gpu,
    isGpuSoftware: SOFTWARE.test(gpu),
    commit: commit(),
    date: new Date().toISOString().slice(0, 10),
  };
}

/** Runs in the page. */
async function nameGpu(): Promise<string> {
  const adapter = await navigator.gpu?.requestAdapter();
  const { vendor, architecture, description } = adapter?.info ?? {};
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  const renderer = gl?.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL;
  const names = [
    adapter ? [vendor, architecture, description].filter(Boolean).join(' ') || 'WebGPU' : 'no WebGPU',
    gl ? String(gl.getParameter(renderer ?? gl.RENDERER)) : 'no WebGL',
  ];
  return names.join('; ');
}

/** The commit at hand, with a plus sign where files differ from it. */
function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  try {
    return git('rev-parse', '--short=12', 'HEAD') + (git('status', '--porcelain') ? '+' : '');
  } catch {
    return 'unknown';
  }
}
