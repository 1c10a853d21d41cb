/**
 * Lets Starlight's search button be called what it shows, "Search Ctrl K": its own label leaves the
 * keys out, so that whoever speaks to the page by what they see does not reach it
 * (axe: label-content-name-mismatch).
 */
export function nameSearchButton(): void {
  const button = document.querySelector('site-search button[data-open-modal]');
  const shown = button?.textContent?.replace(/\s+/g, ' ').trim();
  if (shown) button?.setAttribute('aria-label', shown);
}
