import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { numberIn, readyFigure, resultOf, takeCsv } from './figures.ts';
import { visitSite } from './visit.ts';

const visit = visitSite();

const guessOf = (page: Page) => page.locator('.guess');
const found = (guess: Locator) => guess.and(guess.page().locator('[data-phase="found"]')).waitFor();
/** The two rows of a guess's outcome, without their labels. */
const outcomeOf = (guess: Locator) => guess.getByRole('status').locator('p > span').allInnerTexts();

test('a choice by pointer has the figure play it out, and what it found stands beside it', async () => {
  await visit.open('/one-layer-folds/', async (page) => {
    const guess = guessOf(page);
    await guess.scrollIntoViewIfNeeded();
    expect(await guess.getByRole('status').innerText()).toBe('');
    expect(page.workers()).toEqual([]);
    const same = guess.getByRole('button', { name: 'The layer with the same weights' });
    await same.click();
    await found(guess);
    expect(await same.getAttribute('aria-pressed')).toBe('true');
    expect(await guess.locator('[aria-pressed="true"]').count()).toBe(1);

    const figure = await readyFigure(page, 'fold');
    expect(await figure.getByRole('checkbox', { name: /forget I/ }).isChecked()).toBe(true);
    const { rows } = await takeCsv(figure);
    // Its weights are quarters and its activation ReLU: without I, an entry is the same just where a is 0 or both are cut off.
    const differing = rows.filter(([a, , skipped]) => {
      const [input, sum] = [Number(a), Number(skipped)];
      return Math.max(sum, 0) !== Math.max(sum - input, 0);
    });
    expect(differing.length).toBeGreaterThan(0);
    const sentence = `With ReLU, the two ways differ in ${differing.length} of ${rows.length} entries.`;
    expect(await outcomeOf(guess)).toEqual(['The layer with the same weights and bias.', sentence]);

    await guess.getByRole('button', { name: /for every activation/ }).click();
    await found(guess);
    expect(await outcomeOf(guess)).toEqual([
      'One with other weights, for every activation.',
      `With tanh, both ways agree in all ${rows.length} entries.`,
    ]);
    expect(await figure.getByRole('combobox', { name: 'Activation' }).inputValue()).toBe('tanh');
  });
});

test('by keyboard a figure that plays is played to its end, and what it then shows is announced', async () => {
  await visit.open(
    '/is-it-about-the-signal/',
    async (page) => {
      const guess = guessOf(page);
      await guess.getByRole('button').first().focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await found(guess);
      const [expected, sentence = ''] = await outcomeOf(guess);
      expect(expected).toMatch(/^All of it in both cases/);
      let [low, high] = [-5, 5];
      for (let block = 0; block < 10; block++)
        [low, high] = [low, high].map((z) => 1 / (1 + Math.exp(-z))) as [number, number];
      const [, apart = ''] = /^After 10 blocks the outermost numbers are (\S+) apart/.exec(sentence) ?? [];
      // What is left is a few units in the last place of float32.
      expect(Math.abs(numberIn(apart) - (high - low))).toBeLessThan(10 * 2 ** -24);
      expect(sentence).toContain(' 5 with ReLU');
      expect(await resultOf(await readyFigure(page, 'sigmoid-cascade'))).toBe(sentence);
    },
    { reducedMotion: 'reduce' },
  );
});

test('with scripts off it is a question, what one may expect, and the answer folded away', async () => {
  await visit.open(
    '/when-the-shapes-differ/',
    async (page) => {
      const guess = guessOf(page);
      expect(await guess.innerText()).toMatch(/At which of its nine taps .*\?\s+Always in the centre\./s);
      expect(await guess.getByRole('button').count()).toBe(0);
      const answer = guess.getByText('It depends, along each axis on its own.');
      expect(await answer.isVisible()).toBe(false);
      await guess.getByText('The answer', { exact: true }).click();
      expect(await answer.isVisible()).toBe(true);
      expect(await guess.locator('.guess-judged').innerText()).toMatch(/: .+ holds$/);
    },
    { javaScriptEnabled: false },
  );
});
