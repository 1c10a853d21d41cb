import { typedArrayLoop } from '../typed-array-loop.ts';
import { serve } from './serve.ts';

/** What can be had in plain JavaScript. */
serve(self, async () => typedArrayLoop);
