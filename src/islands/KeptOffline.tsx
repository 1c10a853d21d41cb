import { useEffect, useState } from 'preact/hooks';
import { askKept, describeKept, type Kept, LONGEST_KEPT } from './kept-state.ts';

/** While it is looked at, what is kept is asked for this often: a browser tells of no failure. */
const ASK_MS = 1_000;

/** Tells whether the site can be read without a network. */
export function KeptOffline() {
  const [kept, setKept] = useState<Kept>('asking');

  useEffect(() => {
    const ask = async () => setKept(await askKept());
    ask();
    const timer = setInterval(ask, ASK_MS);
    return () => clearInterval(timer);
  }, []);

  return (
    <p class="device-sentence not-content" role="status" data-kept={kept} data-longest={LONGEST_KEPT}>
      <span>{describeKept(kept)}</span>
    </p>
  );
}
