import { defineEcConfig } from '@astrojs/starlight/expressive-code';

/** How code is coloured. Not in astro.config.mjs: what has functions must stand here, or `<Code>` cannot read it. */
export default defineEcConfig({
  // On a phone long lines would else be hidden, and out of the keyboard's reach until a script has made them focusable.
  defaultProps: { wrap: true },
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
