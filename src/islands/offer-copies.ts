/** Has each button beside a block of text copy it; what does that is fetched at the first press. */
export function offerCopies(): void {
  document.addEventListener('click', async ({ target }) => {
    const button = target instanceof Element ? target.closest('button[data-copy]') : null;
    const told = button?.parentElement?.querySelector('[role="status"]');
    if (!told) return;
    told.textContent = await copy(button?.parentElement?.querySelector('pre')?.textContent ?? '');
  });
}

/** @returns what is to be said of it. */
async function copy(text: string): Promise<string> {
  try {
    const { copyText } = await import('./hand-over.ts');
    return (await copyText(text)) ? 'Copied.' : 'The browser does not allow it: select the text and copy it.';
  } catch {
    return 'The code that copies could not be loaded: select the text and copy it.';
  }
}
