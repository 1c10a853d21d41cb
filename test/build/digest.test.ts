import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { claimFiles } from '../../src/evidence/claim-files.ts';
import { digestClaims } from '../../src/evidence/digest.ts';
import { copySite, type FixtureSite } from './fixture-site.ts';
import { PLANTED, SOUND_CLAIM } from './planted-claim.ts';

let site: FixtureSite;
let other: FixtureSite;
let before: Map<string, string>;

const digests = ({ root }: FixtureSite) => digestClaims(root, claimFiles(root));

beforeAll(() => {
  [site, other] = [copySite(), copySite()];
  for (const copy of [site, other]) copy.plant(PLANTED, SOUND_CLAIM);
  site.keep();
  before = digests(site);
});
afterEach(() => site.restore());
afterAll(() => {
  site.remove();
  other.remove();
});

test('two checkouts agree, and so do two ways to end a line', () => {
  expect(digests(other)).toEqual(before);
  site.plant(PLANTED, SOUND_CLAIM.replaceAll('\n', '\r\n'));
  expect(digests(site)).toEqual(before);
});

test('a changed claim changes its own digest alone', () => {
  site.plant(PLANTED, `${SOUND_CLAIM}\n`);
  const after = digests(site);
  expect([...after.keys()].filter((id) => after.get(id) !== before.get(id))).toEqual(['planted']);
});

test.each([
  'src/claim/verdict.ts',
  'src/claim/evidence-schema.ts',
  'src/evidence/audit.ts',
  'src/numerics/schwartz-zippel.ts',
  'src/runtime/backends/cpu.ts',
  'src/runtime/tensorflow-ops.ts',
])('%s judges every claim', (file) => {
  site.plant(file, `${site.read(file)}\n// Changed.\n`);
  const after = digests(site);
  for (const [id, digest] of before) expect(after.get(id)).not.toBe(digest);
});

test('another TensorFlow.js judges every claim', () => {
  const pinned = JSON.parse(site.read('package-lock.json'));
  pinned.packages['node_modules/@tensorflow/tfjs-core'].version = '99.0.0';
  site.plant('package-lock.json', JSON.stringify(pinned));
  for (const [id, digest] of digests(site)) expect(digest).not.toBe(before.get(id));
});

test.each(['src/runtime/backends/webgpu.ts', 'src/pages/claims/index.astro', 'content/references.bib'])(
  '%s does not change what is found on the cpu',
  (file) => {
    site.plant(file, `${site.read(file)}\n`);
    expect(digests(site)).toEqual(before);
  },
);
