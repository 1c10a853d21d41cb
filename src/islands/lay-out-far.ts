/** What may be skipped while it is far from what is in view, and more: far.css says which. */
const CANDIDATES = '.sl-markdown-content :is(p, ol, ul, dl, .katex-display), .ledger-statement';
/** A mouse that only rests where a page comes up makes no `pointermove`. */
const ACTS = ['keydown', 'scroll', 'pointermove', 'touchstart'];
/** Blocks laid out in one frame. */
const AT_ONCE = 2;

/**
 * Has the browser lay out what far.css let it skip once a reader first does something: a little in each frame, from the top on; all at
 * once where they may be jumping into the page, so that they land where nothing above is to grow yet. A key may be a jump
 * at any time; a scroll that comes before all else is one, by a search in the page or a link to words in it.
 */
export function layOutFar(): void {
  if (document.documentElement.dataset.far === undefined) return;
  let blocks: HTMLElement[] | undefined;
  const act = async ({ type }: Event) => {
    const isFirst = !blocks;
    blocks ??= skippedBlocks();
    const count = type === 'keydown' || (isFirst && type === 'scroll') ? blocks.length : AT_ONCE;
    while (blocks.length > 0 && (isFirst || count > AT_ONCE)) {
      for (const block of blocks.splice(0, count)) block.dataset.laid = '';
      // Not idle time: asked for within a frame that changed nothing in view, it may not come in Chromium.
      await new Promise(requestAnimationFrame);
    }
  };
  for (const name of ACTS) addEventListener(name, act, true);
}

function skippedBlocks(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(CANDIDATES)].filter(
    (block) => getComputedStyle(block).contentVisibility === 'auto',
  );
}
