import { useEffect, useState } from 'preact/hooks';
import { writePermalink } from '../claim/permalink.ts';
import type { Settings } from './settings-state.ts';

/** How long the button says that it has copied. */
const TOLD_MS = 2_500;

/** A link to these settings: it can be followed as a link, and copied with the button. */
export function Permalink({ href, settings }: { href: string; settings: Settings }) {
  const [told, setTold] = useState('');
  useEffect(() => {
    if (!told) return;
    const timer = setTimeout(() => setTold(''), TOLD_MS);
    return () => clearTimeout(timer);
  }, [told]);

  async function copy(): Promise<void> {
    if (!settings.ok) return;
    const link = new URL(`${href}#${writePermalink(settings.values, settings.seed)}`, location.href);
    try {
      await navigator.clipboard.writeText(link.href);
      setTold('Link copied');
    } catch {
      prompt('Copy this link', link.href);
    }
  }

  return (
    <>
      <button type="button" class="button button-quiet" aria-disabled={!settings.ok} onClick={copy}>
        Copy link
      </button>
      <span class="told" role="status">
        {told}
      </span>
    </>
  );
}
