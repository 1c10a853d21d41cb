import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { visitSite } from './visit.ts';

const visit = visitSite();
const calculator = (page: Page, name: string) => page.locator(`[data-calculator="${name}"]`);

describe('how a verdict is reached', () => {
  test('a result is computed as one types, announced, and has an address', async () => {
    await visit.open('/reference/verdicts/', async (page) => {
      const exact = calculator(page, 'exact');
      await exact.scrollIntoViewIfNeeded();
      const width = exact.getByRole('spinbutton', { name: 'Width n' });
      await expect.poll(() => width.isEnabled()).toBe(true);
      await width.fill('512');
      // The largest B with 512(B + 1)B + B ≤ 2²⁴.
      await expect.poll(() => exact.getByRole('status').innerText()).toContain('up to 180');
      const url = page.url();
      expect(url).toContain('?calculator=exact#v=1&n=512&bits=24');
      await page.goto('about:blank');
      await page.goto(url);
      await exact.scrollIntoViewIfNeeded();
      await expect.poll(() => width.inputValue()).toBe('512');
      expect(await exact.innerText()).toContain('180');
    });
  });

  test('bad input and a malformed address are answered with a sentence', async () => {
    await visit.open('/reference/verdicts/?calculator=rounding#v=1&k=abc', async (page) => {
      const rounding = calculator(page, 'rounding');
      await rounding.scrollIntoViewIfNeeded();
      await expect.poll(() => rounding.innerText()).toContain('This link could not be followed in full');
      await rounding.getByRole('spinbutton', { name: 'Roundings k' }).fill('-3');
      await expect.poll(() => rounding.innerText()).toContain('Roundings k is a whole number from 1');
      expect(await rounding.innerText()).not.toContain('γₖ');
    });
  });

  test('with scripts off the values computed at build stand there', async () => {
    await visit.open(
      '/reference/verdicts/',
      async (page) => {
        // γ₁₈ = 18/(2²⁴ − 18), by hand.
        expect(await calculator(page, 'rounding').innerText()).toContain('1.073·10⁻⁶');
        expect(await calculator(page, 'exact').innerText()).toContain('1023');
        expect(await page.getByRole('spinbutton').first().isEnabled()).toBe(false);
      },
      { javaScriptEnabled: false },
    );
  });
});

async function asked(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Ask this device' });
  await button.scrollIntoViewIfNeeded();
  await expect.poll(() => button.getAttribute('aria-disabled')).toBe('false');
  await button.click();
  await page.locator('[data-device-state="done"]').waitFor({ timeout: 120_000 });
}

describe('your device', () => {
  test('every rung answers, and the copy says the same', async () => {
    await visit.open(
      '/reference/device/',
      async (page) => {
        await asked(page);
        expect(await page.locator('[data-rung][data-held="true"]').count()).toBe(3);
        const text = await page.locator('.device').innerText();
        expect(text).toContain('Claims are verified on WebGPU.');
        expect(text).toContain('24 bits, as measured');
        expect(text).toMatch(/WebAssembly with SIMD/);
        await page.getByRole('button', { name: 'Copy as JSON' }).click();
        await page.getByText('Copied.', { exact: true }).waitFor();
        const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
        expect(copied).toMatchObject({ chosen: 'webgpu', wasmSimd: true });
        expect(copied.rungs.map(({ backend }: { backend: string }) => backend)).toEqual([
          'webgpu',
          'webgl',
          'cpu',
        ]);
        expect(page.workers()).toEqual([]);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id }) => id)).toEqual([]);
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    );
  });

  test('a forced backend is asked alone', async () => {
    await visit.open('/reference/device/?backend=cpu', async (page) => {
      await asked(page);
      expect(await page.locator('[data-rung]').count()).toBe(1);
      expect(await page.locator('.device').innerText()).toContain('verified on CPU, as the address asks');
    });
  });

  test('a backend that does not exist is named in a sentence', async () => {
    await visit.open('/reference/device/?backend=abacus', async (page) => {
      await asked(page);
      expect(await page.locator('.device').innerText()).toContain('backend that does not exist');
    });
  });
});

describe('without a WebGPU adapter', () => {
  const bareVisit = visitSite(['--enable-unsafe-swiftshader', '--use-angle=swiftshader']);

  test('it says why WebGPU was not used, and that WebGL is', async () => {
    await bareVisit.open('/reference/device/', async (page) => {
      await asked(page);
      expect(await page.locator('[data-rung="webgpu"]').innerText()).toContain('found no adapter');
      expect(await page.locator('.device').innerText()).toContain('Claims are verified on WebGL.');
    });
  });
});

describe('a device lost while it is asked', () => {
  const lossVisit = visitSite();

  test('comes to an end with a sentence or another backend', async () => {
    await lossVisit.open('/reference/device/', async (page) => {
      const button = page.getByRole('button', { name: 'Ask this device' });
      await expect.poll(() => button.getAttribute('aria-disabled')).toBe('false');
      await button.click();
      await page.locator('[data-device-state="asking"]').waitFor();
      await (await lossVisit.browser.newBrowserCDPSession()).send('Browser.crashGpuProcess' as never);
      await page.locator('[data-device-state="done"]').waitFor({ timeout: 120_000 });
      expect(await page.locator('.device-sentence:not([data-kept])').innerText()).toMatch(
        /^Claims are verified on /,
      );
    });
  });
});

test('the bibliography has every source once, and every link of a citation leads to an entry', async () => {
  await visit.open('/reference/bibliography/', async (page) => {
    const ids = await page.locator('.bibliography > li').evaluateAll((items) => items.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(15);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('each colour on the notation page is that of its symbol in formulas', async () => {
  await visit.open('/reference/notation/', async (page) => {
    for (const symbol of ['W', 'I', 'Wr', 'a', 'b', 'g'])
      expect(await page.locator(`#symbol-${symbol} .term-${symbol}`).count()).toBeGreaterThan(0);
  });
});
