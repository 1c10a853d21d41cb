import { openDevice } from './ladder.ts';
import { serve } from './serve.ts';

serve(self, openDevice);
