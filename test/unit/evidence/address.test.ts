import { expect, test } from 'vitest';
import { readAddress } from '../../../src/evidence/address.ts';

test.each([
  [{}, { site: undefined, base: '/' }],
  [
    { SITE: '', BASE: '' },
    { site: undefined, base: '/' },
  ],
  [{ SITE: 'https://example.org/' }, { site: 'https://example.org', base: '/' }],
  [
    { SITE: 'http://127.0.0.1:8080', BASE: '/' },
    { site: 'http://127.0.0.1:8080', base: '/' },
  ],
  [{ BASE: 'docs' }, { site: undefined, base: '/docs' }],
  [{ BASE: '/lab/skip-two/' }, { site: undefined, base: '/lab/skip-two' }],
])('%j is %j', (variables, address) => {
  expect(readAddress(variables)).toEqual(address);
});

test.each([
  [{ SITE: 'example.org' }, 'SITE is "example.org", which is not the address of a site.'],
  [{ SITE: 'file:///srv/site' }, 'SITE is "file:///srv/site", which is not the address of a site.'],
  [
    { SITE: 'https://example.org/docs' },
    'SITE is "https://example.org/docs", which has more than an origin.',
  ],
  [
    { SITE: 'https://reader@example.org' },
    'SITE is "https://reader@example.org", which has more than an origin.',
  ],
  [{ BASE: 'https://example.org' }, 'BASE is "https://example.org", which is not a path.'],
  [{ BASE: '/a/../b' }, 'BASE is "/a/../b", which is not a path.'],
  [{ BASE: '/a//b' }, 'BASE is "/a//b", which is not a path.'],
  [{ BASE: '/my docs' }, 'BASE is "/my docs", which is not a path.'],
])('%j is refused in a sentence', (variables, sentence) => {
  expect(() => readAddress(variables)).toThrow(sentence);
});

test('where the path stands in SITE, the hint says where it belongs', () => {
  try {
    readAddress({ SITE: 'https://example.org/docs' });
    expect.unreachable();
  } catch (error) {
    // What is wrong with the address is not wrong with its page's.
    expect(error).toMatchObject({ name: 'WrongAddress', hint: expect.stringContaining('See /reference/') });
    expect(error).toMatchObject({ hint: expect.stringContaining('SITE=https://example.org BASE=/docs') });
  }
});
