import type { AstroIntegration } from 'astro';

/** Lets an island be `client:interest`: src/islands/client-interest.ts says what that is. */
export function interestDirective(): AstroIntegration {
  return {
    name: 'skip-two:interest-directive',
    hooks: {
      'astro:config:setup': ({ addClientDirective }) =>
        addClientDirective({ name: 'interest', entrypoint: './src/islands/client-interest.ts' }),
    },
  };
}
