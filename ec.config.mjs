import { defineEcConfig } from '@astrojs/starlight/expressive-code';

/** How code is coloured. Not in astro.config.mjs: what has functions must stand here, or `<Code>` cannot read it. */
export default defineEcConfig({
  // On a phone long lines would else be hidden, and out of the keyboard's reach until a script has made them focusable.
  // What is wrapped is indented further than its line, so that it does not look like one of its own.
  // A command has no title, and a terminal's bar would be empty.
  defaultProps: { wrap: true, hangingIndent: 2, overridesByLang: { 'sh,bash': { frame: 'none' } } },
  plugins: [
    {
      name: 'skip-two:light-without-a-theme',
      // A page says dark on dark readers’ paper, and always where no script has said otherwise: see tokens.css.
      baseStyles: `@media print, (scripting: none) and (prefers-color-scheme: light) {
        .ec-line span[style^='--']:not([class]) { color: var(--1, inherit); }
      }`,
    },
  ],
  shiki: {
    transformers: [
      {
        name: 'skip-two:no-time-limit',
        // Shiki leaves the rest of a line uncoloured after half a second: a busy machine would build another page.
        preprocess(_code, options) {
          options.tokenizeTimeLimit = 0;
        },
      },
    ],
  },
});
