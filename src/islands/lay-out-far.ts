/** What may be skipped while it is far from what is in view: far.css says which. */
const CANDIDATES =
  '.sl-markdown-content :is(p, ol, ul, .katex-display, .claim-terms):not([data-laid]), .ledger-statement:not([data-laid])';
const ACTS = ['keydown', 'pointerover', 'touchstart', 'wheel', 'scroll', 'focusin'];
/** Blocks laid out in one frame. */
const AT_ONCE = 2;

/**
 * Has the browser lay out what far.css let it skip once a reader first does something, a little in each frame from the top on: who then
 * jumps into a page, by a search in it for one, lands where nothing above is to grow yet. At once where a page is opened
 * at a place, or come back to.
 */
export function layOutFar(): void {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (location.hash || visit?.type !== 'navigate') {
    for (const block of skippedBlocks()) lay(block);
    return;
  }
  const start = () => {
    for (const act of ACTS) removeEventListener(act, start, true);
    layByAndBy(skippedBlocks());
  };
  for (const act of ACTS) addEventListener(act, start, { capture: true, passive: true });
}

/** By frames alone: asked for within a frame that changed nothing in view, idle time may not come in Chromium. */
async function layByAndBy(blocks: HTMLElement[]): Promise<void> {
  while (blocks.length > 0) {
    for (const block of blocks.splice(0, AT_ONCE)) lay(block);
    await new Promise(requestAnimationFrame);
  }
}

function lay(block: HTMLElement): void {
  block.dataset.laid = '';
}

function skippedBlocks(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(CANDIDATES)].filter(
    (block) => getComputedStyle(block).contentVisibility === 'auto',
  );
}
