/** How long a button says that it has copied. */
export const TOLD_MS = 2_500;

/**
 * Puts a text on the clipboard.
 * @returns false where the browser does not allow it.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Browsers read a download's address some time after the click. */
const KEPT_MS = 60_000;

/** Has the browser save a text as a file. */
export function saveText(name: string, type: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement('a'), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
}
