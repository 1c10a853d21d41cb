/**
 * Says whether what is far from the first view may be skipped (`data-far`, which far.css asks for): where a page is asked for anew
 * and from its top. One that is come back to, or opened at a place or with settings, would be of another height, or show
 * first what is skipped.
 *
 * Its source stands at the head of each page, before anything is laid out: nothing outside of it may be used.
 */
export function maySkipFar(): void {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (visit?.type === 'navigate' && !/[?#]/.test(location.href)) document.documentElement.dataset.far = '';
}
