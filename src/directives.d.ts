import 'astro';

declare module 'astro' {
  interface AstroClientDirectives {
    /** An island that starts when a reader turns to it: src/islands/client-interest.ts. */
    'client:interest'?: boolean;
  }
}
