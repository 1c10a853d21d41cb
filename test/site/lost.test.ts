import { expect, test } from 'vitest';
import { SOFTWARE_GPU } from '../support/chromium.ts';
import { visitSite } from './visit.ts';

const LOST = '/proofs/one-layer-skip-foldss';
let isLate = false;
/** Longer than the page waits with its list for what a script offers. */
const LATE = { afterMs: 4_500 };
const visit = visitSite(SOFTWARE_GPU, (path) => (isLate && path.endsWith('.js') ? LATE : undefined));

test.each([
  { when: 'in time', late: false, place: '[data-nearest-pages] ~ [data-all-pages]' },
  { when: 'late', late: true, place: '[data-all-pages] + [data-nearest-pages]' },
])(
  'what is near comes above the list of all pages, and after one that is seen: $when',
  async ({ late, place }) => {
    isLate = late;
    await visit.open(LOST, async (page) => {
      await page.locator('[data-nearest-pages="sought"] a').first().waitFor();
      expect(await page.locator(place).isVisible()).toBe(true);
      expect(await page.locator('[data-all-pages]').isVisible()).toBe(true);
    });
  },
);
