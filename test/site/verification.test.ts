import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { BACKENDS } from '../../src/claim/device.ts';
import { cardOf, connect, ended, setNumber, verify, visitSite } from './visit.ts';

const visit = visitSite();

/** Of each kind of check one, and each part of the runtime that is loaded on demand; all claims run in test/browser. */
const CLAIMS = [
  'one-layer-skip-folds',
  'fold-holds-for-any-activation',
  'projection-skip-folds',
  'sigmoid-skip-folds',
  'two-layer-block-is-not-one-layer',
  'zero-weights-pass-the-signal',
  'convolution-skip-folds',
  'batch-norm-skip-folds-at-inference',
  'one-layer-jacobian',
];

describe.each(BACKENDS)('with ?backend=%s', (backend) => {
  test.each(CLAIMS)('%s is verified on its page', async (id) => {
    await visit.open(`/claims/${id}/?backend=${backend}`, async (page) => {
      const card = cardOf(page, id);
      expect(await card.getAttribute('data-state')).toBe('idle');
      await verify(card);
      expect(await attributes(card)).toEqual({
        state: 'done',
        verdict: 'holds',
        control: 'refuted',
        backend,
        precision: '24',
      });
      expect(await card.locator('[aria-live]').allInnerTexts()).toEqual(
        expect.arrayContaining([expect.stringMatching(/holds/i)]),
      );
    });
  });
});

test('without asking for one, the best backend is used', async () => {
  await visit.open('/', async (page) => {
    const card = cardOf(page, 'one-layer-skip-folds');
    await verify(card);
    expect(await card.getAttribute('data-backend')).toBe('webgpu');
  });
});

test('a backend that does not exist is named in a sentence, and the best one is used', async () => {
  await visit.open('/claims/one-layer-skip-folds/?backend=abacus', async (page) => {
    const card = cardOf(page, 'one-layer-skip-folds');
    await verify(card);
    expect(await card.getAttribute('data-verdict')).toBe('holds');
    expect(await card.innerText()).toContain('backend that does not exist');
  });
});

test('the false version is refuted in front of the reader, and gives no verdict on the claim', async () => {
  await visit.open('/claims/one-layer-skip-folds/?backend=cpu', async (page) => {
    const card = cardOf(page, 'one-layer-skip-folds');
    await card.getByRole('button', { name: /false version/i }).click();
    await card.and(page.locator('[data-control-verdict="refuted"]')).waitFor();
    expect(await card.getAttribute('data-verdict')).toBeNull();
    expect(await card.locator('[aria-live]').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/refuted/i)]),
    );
  });
});

test('a second run is announced like the first, though it says the same and ends at once', async () => {
  await visit.open('/claims/one-layer-skip-folds/?backend=cpu', async (page) => {
    const card = cardOf(page, 'one-layer-skip-folds');
    await verify(card);
    const told = await card
      .locator('[aria-live]')
      .first()
      .evaluateHandle((region) => {
        const told: string[] = [];
        new MutationObserver((changes) => {
          for (const { addedNodes } of changes)
            told.push(...[...addedNodes].map((node) => node.textContent ?? ''));
        }).observe(region, { childList: true, subtree: true });
        return told;
      });
    await verify(card);
    await expect.poll(() => told.jsonValue()).toContainEqual(expect.stringMatching(/holds/i));
  });
});

test('parameters and seed are restored by the permalink that a run leaves behind', async () => {
  await visit.open('/claims/projection-skip-folds/?backend=cpu', async (page) => {
    const card = cardOf(page, 'projection-skip-folds');
    await setNumber(card, 'Outputs m', 5);
    await verify(card);
    const url = page.url();
    expect(url).toMatch(/#v=1&m=5&n=16&batch=8&seed=\d+$/);
    await page.goto('about:blank');
    await page.goto(url);
    await expect
      .poll(() =>
        cardOf(page, 'projection-skip-folds').getByRole('spinbutton', { name: 'Outputs m' }).inputValue(),
      )
      .toBe('5');
  });
});

test.each([
  ['#v=1&n=999999999&batch=2', 'Width is a whole number from 1 to 512'],
  ['#v=1&n=%3Cimg%20src=x%20onerror=alert(1)%3E', 'Width is a whole number'],
  ['#v=7&n=3', 'another version'],
  [`#v=1&${'x'.repeat(5_000)}=1`, 'too long'],
])('the malformed permalink %s is answered with a sentence and does no harm', async (fragment, sentence) => {
  await visit.open(`/claims/one-layer-skip-folds/?backend=cpu${fragment}`, async (page) => {
    const card = cardOf(page, 'one-layer-skip-folds');
    await expect.poll(() => card.innerText()).toContain(sentence);
    await verify(card);
    expect(await card.getAttribute('data-verdict')).toBe('holds');
  });
});

test('a value out of range is answered with a sentence and not run', async () => {
  await visit.open('/claims/one-layer-skip-folds/?backend=cpu', async (page) => {
    const card = cardOf(page, 'one-layer-skip-folds');
    await setNumber(card, 'Width', 100_000);
    await card.getByRole('button', { name: /^Verify/ }).click({ force: true });
    await expect.poll(() => card.innerText()).toContain('Width is a whole number from 1 to 512');
    expect(await card.getAttribute('data-state')).toBe('idle');
  });
});

test('a run can be stopped', async () => {
  await visit.open('/claims/one-layer-skip-folds/?backend=cpu#v=1&n=512&batch=256&seed=1', async (page) => {
    const card = cardOf(page, 'one-layer-skip-folds');
    await expect.poll(() => card.getByRole('spinbutton', { name: 'Width' }).inputValue()).toBe('512');
    await card.getByRole('button', { name: /^Verify/ }).click();
    await card.getByRole('button', { name: /^Stop/ }).click();
    await card.and(page.locator('[data-state="idle"]')).waitFor();
    await setNumber(card, 'Width', 4);
    await verify(card);
    expect(await card.getAttribute('data-verdict')).toBe('holds');
  });
});

test('by keyboard alone a claim is verified', async () => {
  await visit.open('/claims/zero-weights-pass-the-signal/?backend=cpu', async (page) => {
    const card = cardOf(page, 'zero-weights-pass-the-signal');
    await expect.poll(() => card.getByRole('button', { name: /^Verify/ }).isEnabled()).toBe(true);
    for (let presses = 0; presses < 100; presses++) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => document.activeElement?.textContent ?? '');
      if (/^\s*Verify/.test(name)) break;
    }
    await page.keyboard.press('Enter');
    await ended(card);
    expect(await card.getAttribute('data-verdict')).toBe('holds');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/Verify/);
  });
});

test('twenty cards pressed at once all come to an end', async () => {
  await visit.open('/one-layer-folds/?backend=cpu', async (page) => {
    const cards = await page.locator('section[data-claim]').all();
    for (const card of cards) await card.scrollIntoViewIfNeeded();
    await expect
      .poll(async () =>
        (
          await Promise.all(cards.map((card) => card.getByRole('button', { name: /^Verify/ }).isEnabled()))
        ).every(Boolean),
      )
      .toBe(true);
    await page.evaluate(() => {
      for (let round = 0; round < 4; round++) {
        for (const button of document.querySelectorAll<HTMLButtonElement>('section[data-claim] button')) {
          if (button.textContent?.trim().startsWith('Verify')) button.click();
        }
      }
    });
    for (const card of cards) {
      await ended(card);
      expect(await card.getAttribute('data-verdict')).toBe('holds');
    }
  });
});

test('the first verification loads no more than its budget of scripts', async () => {
  /** Bytes, brotli: the argument for each is in CONTRIBUTING.md. */
  const budgets = { webgpu: 60_000, webgl: 68_000, cpu: 40_000 };
  for (const backend of BACKENDS) {
    await visit.open(`/claims/fold-holds-for-any-activation/?backend=${backend}`, async (page) => {
      // Where data is to be saved nothing is fetched ahead.
      await connect(page, { saveData: true });
      const card = cardOf(page, 'fold-holds-for-any-activation');
      // Nor is the card's own code, before a reader turns to it: what is weighed here is what Verify loads then.
      await card.hover();
      await card.locator('[data-ready]').waitFor();
      await page.waitForLoadState('networkidle');
      const before = visit.site.requests.length;
      await verify(card);
      const scripts = [...new Set(visit.site.requests.slice(before))].filter((path) => path.endsWith('.js'));
      const bytes = scripts.reduce(
        (sum, path) => sum + brotliCompressSync(readFileSync(`dist${path}`)).length,
        0,
      );
      expect(scripts.length).toBeGreaterThan(2);
      expect(bytes, `${backend}: ${scripts.join(', ')}`).toBeLessThanOrEqual(budgets[backend]);
      console.log(`first verification on ${backend}: ${bytes} bytes of scripts, brotli`);
    });
  }
});

async function attributes(card: ReturnType<typeof cardOf>) {
  const [state, verdict, control, backend, precision] = await Promise.all(
    ['state', 'verdict', 'control-verdict', 'backend', 'precision'].map((name) =>
      card.getAttribute(`data-${name}`),
    ),
  );
  return { state, verdict, control, backend, precision };
}
