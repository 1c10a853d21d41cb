import { describe, expect, test } from 'vitest';
import { cardOf, verify, visitSite } from './visit.ts';

const CLAIM = 'one-layer-skip-folds';
const PAGE = `/claims/${CLAIM}/`;

describe('where WebGPU has no adapter', () => {
  const visit = visitSite(['--enable-unsafe-swiftshader', '--use-angle=swiftshader']);

  test('WebGL is used, and the card says why', async () => {
    await visit.open(PAGE, async (page) => {
      // Without its flags this Chromium has navigator.gpu and no adapter: the library's own trap.
      expect(
        await page.evaluate(async () => navigator.gpu && (await navigator.gpu.requestAdapter())),
      ).toBeNull();
      const card = cardOf(page, CLAIM);
      await verify(card);
      expect(await card.getAttribute('data-backend')).toBe('webgl');
      expect(await card.getAttribute('data-verdict')).toBe('holds');
      expect(await card.innerText()).toContain('found no adapter');
    });
  });

  test('a forced WebGPU fails with a sentence instead of falling back in silence', async () => {
    await visit.open(`${PAGE}?backend=webgpu`, async (page) => {
      const card = cardOf(page, CLAIM);
      await verify(card);
      expect(await card.getAttribute('data-state')).toBe('failed');
      expect(await card.getAttribute('data-verdict')).toBeNull();
      expect(await card.innerText()).toContain(
        'WebGPU could not be used: this browser offers WebGPU but found no adapter for it.',
      );
    });
  });
});

describe('where WebGL is missing too', () => {
  const visit = visitSite(['--disable-gpu', '--disable-3d-apis', '--disable-software-rasterizer']);

  test('the CPU is used, and the card says why', async () => {
    await visit.open(PAGE, async (page) => {
      const card = cardOf(page, CLAIM);
      await verify(card);
      expect(await card.getAttribute('data-backend')).toBe('cpu');
      expect(await card.getAttribute('data-verdict')).toBe('holds');
      expect(await card.innerText()).toContain('no WebGL 2 context');
    });
  });
});
