import type { Plugin } from 'vite';
import { replaceInStarlight } from './starlight-script.ts';

/** The script of Starlight's search box. */
const SCRIPT = /\/starlight\/dist\/components\/Search\.astro\?astro&type=script/;
const IDLE = 'const onIdle = window.requestIdleCallback || ((cb) => setTimeout(cb, 1));';

/** Longer texts than one types: searching them would cost more than it finds. */
const LONGEST_TEXT = 200;

/** In its place: the first that a reader does with the search box, opening it by keyboard included. */
const DEMAND = `const onIdle = (load) => {
  const loadOnce = async () => {
    for (const type of ['pointerover', 'focusin']) this.removeEventListener(type, loadOnce);
    const { styles } = this.dataset;
    if (styles) {
      // slim-site.ts has put the styles of the search's inside into a file of their own.
      const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: styles });
      await new Promise((settle) => {
        link.onload = link.onerror = settle;
        document.head.append(link);
      });
    }
    await load();
    const input = this.querySelector('input');
    if (input) input.maxLength = ${LONGEST_TEXT};
    if (dialog.open) input?.focus();
  };
  for (const type of ['pointerover', 'focusin']) this.addEventListener(type, loadOnce);
};`;

/**
 * Makes the search's interface load when a reader reaches for it. Starlight loads it on every page
 * as soon as the browser is idle: 26 kB gzip that most readers never use, and a blocked main thread.
 */
export function searchOnDemand(): Plugin {
  return replaceInStarlight({ name: 'search-on-demand', script: SCRIPT, line: IDLE, ours: DEMAND });
}
