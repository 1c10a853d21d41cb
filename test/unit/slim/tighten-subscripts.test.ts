import { expect, test } from 'vitest';
import { renderTeX } from '../../../src/evidence/tex.ts';
import { tightenSubscripts } from '../../../src/slim/tighten-subscripts.ts';

/** How far each subscript and superscript is moved back, in em. */
const movedBack = (tex: string) =>
  [
    ...tightenSubscripts(renderTeX(tex)).matchAll(
      /<span style="top:-[\d.]+em;(?:margin-left:-?([\d.]+)em;)?margin-right/g,
    ),
  ].map(([, em]) => Number(em ?? 0));

test('a coloured symbol’s subscript is moved as a symbol’s without colour is, and a superscript stays', () => {
  for (const [coloured, plain] of [
    [String.raw`\mW_0`, 'W_0'],
    [String.raw`\mg_1`, 'g_1'],
    [String.raw`\vb_2`, 'b_2'],
    [String.raw`\mW_1^2`, 'W_1^2'],
    [String.raw`\mW'`, "W'"],
  ] as const)
    expect(movedBack(coloured), coloured).toEqual(movedBack(plain));
  expect(movedBack('W_0')).toEqual([0.1389]);
  expect(movedBack(String.raw`\mW_0`)).toEqual([0.1389]);
});

test('in an article too, where MDX leaves out the last semicolon of a style', () => {
  const written = renderTeX(String.raw`\mW_0`).replaceAll(';">', '">');
  expect(tightenSubscripts(written)).toMatch(/top:-[\d.]+em;margin-left:-0\.1389em;margin-right/);
});
