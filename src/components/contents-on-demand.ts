import type { Plugin } from 'vite';
import { replaceInStarlight } from './starlight-script.ts';

/** The script of Starlight's lists of a page's contents: one beside the text, one above it where the page is narrow. */
const SCRIPT = /\/starlight\/dist\/components-internals\/TableOfContents\/starlight-toc\.js$/;
const IDLE = 'this.onIdle(() => this.init());';

/** In its place: the first that a reader does. A page that comes to a place within it scrolls, which is one. */
const DEMAND = `const signs = ['scroll', 'pointerover', 'touchstart', 'focusin'];
const begin = () => {
  for (const sign of signs) removeEventListener(sign, begin, true);
  this.onIdle(() => this.init());
};
for (const sign of signs) addEventListener(sign, begin, { capture: true, passive: true });`;

/**
 * Makes the contents follow a reader from the first thing that the reader does. Starlight looks for all that they may
 * follow as soon as the browser is idle, once for each list: on a phone both together block the main thread for
 * longer than the rest of the page's scripts.
 */
export function contentsOnDemand(): Plugin {
  return replaceInStarlight({ name: 'contents-on-demand', script: SCRIPT, line: IDLE, ours: DEMAND });
}
