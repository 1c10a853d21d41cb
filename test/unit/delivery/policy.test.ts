import { expect, test } from 'vitest';
import { headerPolicy, metaPolicy } from '../../../src/delivery/content-security-policy.ts';
import { headersFile } from '../../../src/delivery/headers-file.ts';
import { inlineCodeOf, joinInlineCode } from '../../../src/delivery/inline-code.ts';
import { readHeadersFile } from '../../support/headers-file.ts';

/** SHA-256 of `alert(1)`, of `{}` and of `p{}`, made by another program. */
const ALERT = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";
const BRACES = "'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o='";
const STYLE = "'sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y='";

test.each([
  ['<script>alert(1)</script>', [ALERT]],
  ['<script type="module">alert(1)</script>', [ALERT]],
  ['<script type=" Text/JavaScript ">alert(1)</script>', [ALERT]],
  ['<script type="speculationrules">{}</script>', [BRACES]],
  ['<template><script>alert(1)</script></template>', [ALERT]],
  ['<p>a<script>alert(1)</script><script>alert(1)</script>', [ALERT]],
  // Data, and what is fetched.
  ['<script type="application/ld+json">{}</script>', []],
  ['<script src="/x.js">alert(1)</script>', []],
  ['<!-- <script>alert(1)</script> -->', []],
  ['<textarea><script>alert(1)</script></textarea>', []],
])('the inline scripts of %s', (html, scripts) => {
  expect(inlineCodeOf(html)).toEqual({ scripts, styles: [] });
});

test('inline style sheets are hashed, style attributes are not', () => {
  expect(inlineCodeOf('<style>p{}</style><p style="color: red">')).toEqual({ scripts: [], styles: [STYLE] });
});

test('a page’s tag has its own hashes, and the header those of all pages', () => {
  const pages = ['<script>alert(1)</script>', '<script type="importmap">{}</script>'].map(inlineCodeOf);
  const header = readHeadersFile(headersFile('/docs/', headerPolicy(joinInlineCode(pages))))('/docs/claims/');
  expect(header['Content-Security-Policy']).toContain(
    `script-src 'self' 'wasm-unsafe-eval' ${[ALERT, BRACES].sort().join(' ')};`,
  );
  expect(pages.map(metaPolicy)[0]).toContain(`script-src 'self' 'wasm-unsafe-eval' ${ALERT};`);
  expect(readHeadersFile(headersFile('/docs/', 'x'))('/elsewhere/')).toEqual({});
});

test('a policy that hosts refuse stops the build with a sentence', () => {
  expect(() => headersFile('/', 'x'.repeat(2_000))).toThrow('too many different inline scripts');
});
