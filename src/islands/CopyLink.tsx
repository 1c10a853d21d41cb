import { useEffect, useState } from 'preact/hooks';

/** How long the button says that it has copied. */
const TOLD_MS = 2_500;

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
    try {
      await navigator.clipboard.writeText(href);
      setTold('Link copied');
    } catch {
      prompt('Copy this link', href);
    }
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
