import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateSite } from '../bench/scale/generate.ts';
import { copySite, type FixtureSite } from './fixture-site.ts';

let site: FixtureSite;

beforeAll(() => {
  site = copySite();
});
afterAll(() => site.remove());

test('what the benchmark of building generates is a site that builds', async () => {
  expect(generateSite(site, 4)).toBe(2);
  const { exitCode, output } = await site.astro(['build']);
  expect(`${exitCode}: ${output}`).toMatch(/^0: /);
  expect(site.read('dist/generated-1/index.html')).toContain('data-claim="generated-claim-3"');
});
