import { useEffect, useState } from 'preact/hooks';
import { copyText, TOLD_MS } from './hand-over.ts';

/** Copies a link. @param link from the page's own address; null where there is none to copy. */
export function CopyLink({ link }: { link: string | null }) {
  const [told, setTold] = useState('');
  useEffect(() => {
    if (!told) return;
    const timer = setTimeout(() => setTold(''), TOLD_MS);
    return () => clearTimeout(timer);
  }, [told]);

  async function copy(): Promise<void> {
    if (link === null) return;
    const { href } = new URL(link, location.href);
    if (await copyText(href)) setTold('Link copied');
    else prompt('Copy this link', href);
  }

  return (
    <>
      <button type="button" class="button button-quiet" aria-disabled={link === null} onClick={copy}>
        Copy link
      </button>
      <span class="told" role="status">
        {told}
      </span>
    </>
  );
}
