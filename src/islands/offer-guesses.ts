import type { Values } from '../claim/parameters.ts';
import { anchorOf } from './figures/figure-anchor.ts';
import { playOut } from './figures/play-out.ts';
import { type GuessEvent, type GuessState, nextGuess } from './guess-state.ts';
import { wake } from './wake.ts';

/** What begins below this share of the window's height is out of sight of whoever chooses. */
const IN_SIGHT = 0.6;

/** Makes the choices of a page's guesses buttons: without scripts they are a list to be read. */
for (const guess of document.querySelectorAll<HTMLElement>('[data-guess]')) offer(guess);

function offer(guess: HTMLElement): void {
  const { guess: figure = '' } = guess.dataset;
  const outcome = guess.querySelector('.guess-outcome');
  const [expected, found] = [rowOf('You expected'), rowOf('The figure found')];
  let state: GuessState = { phase: 'open' };

  const buttons = [...guess.querySelectorAll<HTMLElement>('.guess-choice')].map((item, choice) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.ariaPressed = 'false';
    button.append(...(item.firstElementChild?.childNodes ?? []));
    button.addEventListener('click', () => choose(choice, JSON.parse(item.dataset.sets ?? '{}')));
    item.replaceChildren(button);
    return button;
  });
  guess.dataset.phase = state.phase;
  // Short enough for the line it stands in: nothing moves.
  guess.querySelector('.guess-title')?.append(': choose one');

  function choose(choice: number, sets: Values): void {
    change({ type: 'chosen', choice });
    keepRoom();
    bringIntoSight();
    playOut(figure, { sets, found: (sentence) => change({ type: 'found', choice, sentence }) });
    wake(elementOf(figure));
  }

  /** As much as the figure's sentence takes now, so that nothing moves when the new one comes. */
  function keepRoom(): void {
    const { said } = found;
    const [waiting, now] = [said.textContent, sentenceOf(figure)];
    said.style.minBlockSize = '';
    said.textContent = now;
    said.style.minBlockSize = `${said.offsetHeight}px`;
    said.textContent = waiting;
  }

  /** The figure starts when it is seen, and the reader is to see it: with the whole guess, or with its outcome. */
  function bringIntoSight(): void {
    const top = elementOf(figure)?.getBoundingClientRect().top ?? 0;
    if (top <= innerHeight * IN_SIGHT) return;
    const isShort = guess.offsetHeight <= innerHeight * IN_SIGHT;
    (isShort ? guess : outcome)?.scrollIntoView();
  }

  function change(event: GuessEvent): void {
    state = nextGuess(state, event);
    guess.dataset.phase = state.phase;
    if (state.phase === 'open') return;
    const { choice } = state;
    buttons.forEach((button, i) => {
      button.ariaPressed = String(i === choice);
    });
    const copies = [...(buttons[choice]?.childNodes ?? [])].map((node) => node.cloneNode(true));
    expected.said.replaceChildren(...copies);
    found.said.replaceChildren(state.phase === 'found' ? state.sentence : 'It plays your choice out …');
    // The outcome is announced: it is there from the start, and empty until there is something to say.
    if (!found.row.isConnected) outcome?.append(expected.row, found.row);
  }
}

function elementOf(figure: string): HTMLElement | null {
  return document.getElementById(anchorOf(figure));
}

function sentenceOf(figure: string): string {
  return elementOf(figure)?.querySelector('.figure-result')?.textContent ?? '';
}

function rowOf(title: string) {
  const [row, label, said] = (['p', 'strong', 'span'] as const).map((tag) => document.createElement(tag)) as [
    HTMLElement,
    HTMLElement,
    HTMLElement,
  ];
  label.textContent = title;
  row.append(label, ' ', said);
  return { row, said };
}
