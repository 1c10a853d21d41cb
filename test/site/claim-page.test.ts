import { expect, test } from 'vitest';
import { cardOf, visitSite } from './visit.ts';

const visit = visitSite();

test('a slider of numbers below 0 stands where its field does, and moves it', async () => {
  await visit.open('/claims/relu-after-the-sum-masks-the-gradient/?backend=cpu', async (page) => {
    const card = cardOf(page, 'relu-after-the-sum-masks-the-gradient');
    const field = card.getByRole('spinbutton', { name: 'Weight w' });
    const slider = card.getByRole('slider', { name: 'Weight w, slider' });
    expect([await field.inputValue(), await slider.inputValue()]).toEqual(['-2', '-2']);
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => field.inputValue()).toBe('-3');
    await field.fill('-500');
    await expect.poll(() => slider.inputValue()).toBe('-500');
  });
});

test('a drawing that is wider than a phone begins at the claim whose page it is on', async () => {
  await visit.open(
    '/claims/weight-decay-tells-them-apart/',
    async (page) => {
      const drawing = page.locator('.graph:has([aria-current])');
      const { left, seen, whole } = await drawing.evaluate(({ scrollLeft, clientWidth, scrollWidth }) => ({
        left: scrollLeft,
        seen: clientWidth,
        whole: scrollWidth,
      }));
      expect(whole).toBeGreaterThan(seen + 100);
      expect(left + seen).toBeGreaterThan(whole - 2);
      const own = await drawing.locator('[aria-current]').boundingBox();
      expect((own?.x ?? 0) + (own?.width ?? 0)).toBeLessThanOrEqual(390);
    },
    { viewport: { width: 390, height: 844 } },
  );
});
