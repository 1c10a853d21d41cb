import type { Backend } from '../../src/claim/device.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The backend that this instance of the browser project tests. */
    backend: Backend;
  }
}
