import { expect, test } from 'vitest';
import { attendTo, type PlayOut, playOut } from '../../../../src/islands/figures/play-out.ts';

const asked = (steps: number): PlayOut => ({ sets: { steps }, found: () => {} });

test('a figure that cannot be operated yet is told of the latest wish when it can', () => {
  const heard: PlayOut[] = [];
  playOut('early', asked(1));
  playOut('early', asked(2));
  const end = attendTo('early', (wish) => heard.push(wish));
  expect(heard.map(({ sets }) => sets.steps)).toEqual([2]);
  playOut('early', asked(3));
  expect(heard.map(({ sets }) => sets.steps)).toEqual([2, 3]);
  end();
  playOut('early', asked(4));
  expect(heard).toHaveLength(2);
});

test('a wish is heard by the figure it is for, and once', () => {
  const heard: PlayOut[] = [];
  playOut('this', asked(1));
  attendTo('other', (wish) => heard.push(wish));
  expect(heard).toEqual([]);
  attendTo('this', (wish) => heard.push(wish))();
  attendTo('this', (wish) => heard.push(wish));
  expect(heard).toHaveLength(1);
});
