import { describe, expect, test } from 'vitest';
import convolutionFold from '../../../../src/claims/figures/convolution-fold.ts';
import { posterOf } from '../../../../src/components/poster.ts';
import {
  describeFold,
  describePadding,
  describePixel,
  differsAt,
  marksOf,
  mostOf,
  type Place,
  sceneOf,
  tableOf,
  viewsFor,
} from '../../../../src/islands/figures/convolution-fold-state.ts';
import { aPoster } from './posters.ts';

/** The scene at other initial values than the figure's. */
function sceneAt(parameters: Record<string, number>, views: Record<string, number> = {}) {
  const initial = Object.fromEntries(
    Object.entries(convolutionFold.parameters).map(([name, parameter]) => [
      name,
      { ...parameter, initial: parameters[name] ?? parameter.initial },
    ]),
  );
  const figure = { ...convolutionFold, parameters: initial } as typeof convolutionFold;
  const { quantities, values } = posterOf('convolution-fold', figure);
  return sceneOf(quantities, values, { ...values, ...views });
}

const SIZES = [1, 2, 3, 5].flatMap((height) => [4, 7].map((width) => ({ height, width })));
const SETTINGS = [1, 2].flatMap((stride) =>
  [1, 2, 3, 4, 5].flatMap((k) => SIZES.map((size) => ({ stride, k, ...size }))),
);

describe('the fold of a convolution', () => {
  test.each(SETTINGS)('%j: no difference anywhere with the tap in its place', (setting) => {
    const scene = sceneAt(setting);
    const { left, difference, K, delta, sum, a } = scene.matrices;
    expect([left.length, left[0]?.length]).toEqual([
      Math.ceil(setting.height / setting.stride),
      Math.ceil(setting.width / setting.stride),
    ]);
    expect([a.length, a[0]?.length]).toEqual([setting.height, setting.width]);
    expect(difference.flat().every((entry) => entry === 0)).toBe(true);
    expect(sum).toEqual(K.map((row, i) => row.map((entry, j) => entry + (delta[i]?.[j] as number))));
    expect(delta.flat().filter((entry) => entry !== 0)).toHaveLength(1);
    expect(delta[scene.tap[0]]?.[scene.tap[1]]).not.toBe(0);
    // From every output pixel the tap stands on the pixel that the shortcut takes.
    expect(scene.underTap).toEqual(scene.taken);
  });

  test('at stride 2 the tap of three is 0 along an even axis and the centre along an odd one', () => {
    expect(sceneAt({ k: 3, stride: 2, height: 5, width: 6 }).tap).toEqual([1, 0]);
    expect(sceneAt({ k: 3, stride: 1, height: 5, width: 6 }).tap).toEqual([1, 1]);
  });

  test('a moved tap is found out, and its views put it there', () => {
    const scene = sceneAt({});
    for (const tap of [0, 1, 2].flatMap((i) => [0, 1, 2].map((j): Place => [i, j]))) {
      const moved = sceneAt({}, viewsFor(tap, scene));
      expect(moved.tap).toEqual(tap);
      expect(moved.isMoved).toBe(tap[0] !== 1 || tap[1] !== 1);
      const places = moved.matrices.left.flatMap((row, i) => row.map((_, j): Place => [i, j]));
      expect(places.some((place) => differsAt(moved, place))).toBe(moved.isMoved);
    }
  });

  test('says what it shows', () => {
    const scene = sceneAt({});
    expect(describeFold(scene)).toBe(
      'With the shortcut on tap (1,\u00a01) both ways agree in all of 30 pixels.',
    );
    expect(describePadding(scene)).toBe(
      'Zeros padded before the image: 1 above, 1 at the left. So the tap that folds is (1,\u00a01), row and column counted from 0.',
    );
    expect(describePixel(scene)).toMatch(
      /^Output pixel \(1,\u00a02\): the shortcut takes input pixel \(1,\u00a02\), which is −?\d\. Tap \(1,\u00a01\) stands on it\.$/,
    );
    const moved = sceneAt({}, { down: 2, row: 0, column: 0 });
    expect(describeFold(moved)).toMatch(
      /^With the shortcut on tap \(0,\u00a01\) in the place of \(1,\u00a01\) the two ways differ in \d+ of 30 pixels\.$/,
    );
    expect(describePixel(moved)).toMatch(/Tap \(0,\u00a01\) stands on the padding\.$/);
  });

  test('marks what the kernel meets, and what the shortcut takes', () => {
    const scene = sceneAt({}, { row: 0, column: 5, right: 2 });
    const marks = [0, 1, 2, 3, 4].map((i) => [0, 1, 2, 3, 4, 5].map((j) => marksOf(scene, [i, j])));
    expect(marks.flat().filter((words) => words.includes('met'))).toHaveLength(4);
    expect(marks[0]?.[5]).toBe('met taken');
    expect(marks[0]?.[4]).toBe('met under-tap');
  });

  test('a pixel beyond the output is its last, and colours have a scale where all is 0', () => {
    expect(sceneAt({ stride: 2, height: 3, width: 4 }, { row: 6, column: 6 }).pixel).toEqual([1, 1]);
    expect(mostOf([[0, -3], [2]])).toBe(3);
    expect(mostOf([[0]])).toBe(1);
  });

  test('is taken away entry by entry', () => {
    const { quantities, values } = aPoster('convolution-fold', convolutionFold);
    const scene = sceneOf(quantities, values, values);
    const { rows } = tableOf(scene);
    expect(rows).toHaveLength(3 * 9 + 4 * 30);
    expect(rows[4]).toEqual(['K', 1, 1, scene.matrices.K[1]?.[1]]);
  });
});
