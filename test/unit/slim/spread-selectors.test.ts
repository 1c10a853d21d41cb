import postcss from 'postcss';
import { expect, test } from 'vitest';
import { spreadSelectors } from '../../../src/slim/spread-selectors.ts';

function spread(selector: string): string {
  const root = postcss.parse(`${selector}{color:red}`);
  spreadSelectors(root);
  return root.toString().replace('{color:red}', '');
}

test.each([
  ['.a :is(td, th)', '.a td,.a th'],
  ['.a :is(td,th):first-child', '.a td:first-child,.a th:first-child'],
  ['.a>:is(.b, .c):hover', '.a>.b:hover,.a>.c:hover'],
  [':is(.a, .b)', '.a,.b'],
  ['x, .a :is(td, th)', 'x,.a td,.a th'],
  ['.a :not(.z):is(td, th)', '.a td:not(.z),.a th:not(.z)'],
  [':root,::backdrop', ':root,dialog::backdrop'],
  ['[data-theme="light"] ::backdrop', '[data-theme="light"] dialog::backdrop'],
])('%s is looked up by what its last part names', (selector, expected) => {
  expect(spread(selector).replaceAll(/,\s*/g, ',')).toBe(expected);
});

test.each([
  // Of two kinds: each would be as specific as it is alone.
  '.a :is(td, .b)',
  ':is(.a, #b)',
  ':is(.a .b, .c)',
  ':is(.a.b, .c)',
  // These have a name already.
  '.a td:is(.b, .c)',
  ':is(.a, .b) td',
  '.a *:is(td, th)',
  'dialog::backdrop',
])('%s stays', (selector) => {
  expect(spread(selector)).toBe(selector);
});

test('the steps of an animation stay', () => {
  const css = '@keyframes a{from{color:red}to{color:blue}}';
  const root = postcss.parse(css);
  spreadSelectors(root);
  expect(root.toString()).toBe(css);
});
