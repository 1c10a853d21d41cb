import fc from 'fast-check';

/** An element that no page of ours has, and a global that none sets: either there means that text was taken for code. */
export const CANARY = 'x-canary';

const MARKUP = [
  `<${CANARY}>`,
  `"><${CANARY} autofocus onfocus=canary=1>`,
  '<img src=x onerror=canary=1>',
  '<svg><script>canary=1</script>',
  `</textarea></title><${CANARY}>`,
  'javascript:canary=1',
  '{{canary=1}}',
];

const NUMBERS = [
  ...['NaN', 'Infinity', '-Infinity', '1e308', '1e999', '-1e999', '1e-999', '0x10', '-0', '+8', '8.5', '8,5'],
  // The longest that are read as numbers at all, and the first seed too large.
  ...['9'.repeat(15), `-${'9'.repeat(15)}`, '4294967296', '0', '-1'],
  ...['9007199254740993', '9'.repeat(400), ' 8', '8\n', '٨', '８', '²', '1_000'],
];

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__proto__[canary]',
  'v',
  '',
];

const TEXTS = [
  '\u202Eevil\u202C',
  '\u0000',
  '\uFEFF',
  '\u2028',
  'e\u0301'.repeat(40),
  '👩‍👩‍👧‍👦',
  '%',
  '%00',
  '%E0%A4%A',
  '%3C',
  '../..',
];

/** Without half characters, which cutting leaves behind and no address can hold. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '?');
}

/** What a stranger may put into a link, a field or a file, at most `maxLength` long. */
export function hostileText(maxLength = 300): fc.Arbitrary<string> {
  return fc
    .oneof(
      fc.constantFrom(...MARKUP, ...NUMBERS, ...NAMES, ...TEXTS),
      fc.string({ unit: 'binary', maxLength }),
      fc.string({ maxLength }).map((text) => `<${CANARY} title="${text}">`),
    )
    .map((text) => wellFormed(text.slice(0, maxLength)));
}

/**
 * Links that are followed in any case, where chance may leave one out: markup and every odd
 * number for all that can be set, and every name that is not there to be set.
 */
export function fixedFragments(prefix: string, names: readonly string[]): [string][] {
  const ofAll = (value: string) => [...names, 'seed'].map((name) => `${name}=${encodeURIComponent(value)}`);
  return [...[...MARKUP, ...NUMBERS].map(ofAll), NAMES.map((name) => `${name}=1`)].map((pairs) => [
    `${prefix}${['v=1', ...pairs].join('&')}`,
  ]);
}

/**
 * What a stranger may put after an address's #.
 * @param prefix of a figure's links: `figure-fold:`; empty for a claim's.
 * @param names of what can be set there.
 */
export function hostileFragment(prefix: string, names: readonly string[]): fc.Arbitrary<string> {
  const name = fc.oneof(fc.constantFrom(...names, 'seed'), hostileText());
  const pair = fc.tuple(name, hostileText()).map((pair) => pair.join('='));
  const ours = fc.array(pair, { maxLength: 6 }).map((pairs) => `${prefix}${['v=1', ...pairs].join('&')}`);
  return fc.oneof(
    { weight: 6, arbitrary: ours },
    { weight: 2, arbitrary: hostileText().map((text) => `${prefix}${text}`) },
    { weight: 1, arbitrary: hostileText() },
    // A megabyte: browsers pass it on.
    { weight: 1, arbitrary: ours.map((text) => `${text}&${'x='.repeat(500_000)}`) },
  );
}
