/** What may be skipped while it is far from what is in view, and more: far.css says which. */
const CANDIDATES = '.sl-markdown-content :is(p, ol, ul, dl, .katex-display), .ledger-statement';
/** Acts that may be a jump: by a key, by a search in the page, or by a link to words in it. */
const JUMPS = ['keydown', 'scroll'];
/** A mouse that only rests where a page comes up makes no `pointermove`. */
const ACTS = [...JUMPS, 'pointermove', 'touchstart'];
/** Blocks laid out in one frame. */
const AT_ONCE = 2;

/**
 * Has the browser lay out what far.css let it skip once a reader first does something: a little in each frame, from the top on; all at
 * once where they may be jumping into the page, so that they land where nothing above is to grow yet.
 */
export function layOutFar(): void {
  if (document.documentElement.dataset.far === undefined) return;
  const start = ({ type }: Event) => {
    for (const act of ACTS) removeEventListener(act, start, true);
    const blocks = skippedBlocks();
    layByAndBy(blocks, JUMPS.includes(type) ? blocks.length : AT_ONCE);
  };
  for (const act of ACTS) addEventListener(act, start, true);
}

/** By frames alone: asked for within a frame that changed nothing in view, idle time may not come in Chromium. */
async function layByAndBy(blocks: HTMLElement[], atOnce: number): Promise<void> {
  while (blocks.length > 0) {
    for (const block of blocks.splice(0, atOnce)) block.dataset.laid = '';
    await new Promise(requestAnimationFrame);
  }
}

function skippedBlocks(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(CANDIDATES)].filter(
    (block) => getComputedStyle(block).contentVisibility === 'auto',
  );
}
