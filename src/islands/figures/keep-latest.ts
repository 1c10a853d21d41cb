/**
 * Asks one thing at a time, and after it only the latest of what was wanted meanwhile: a slider asks
 * faster than a device answers.
 * @param ask never rejects; `isLast` tells, once it is done, whether nothing newer is wanted.
 */
export function keepLatest<Wanted>(
  ask: (wanted: Wanted, isLast: () => boolean) => Promise<void>,
): (wanted: Wanted) => Promise<void> {
  let next: { readonly wanted: Wanted } | null = null;
  let isAsking = false;
  return async (wanted) => {
    next = { wanted };
    if (isAsking) return;
    isAsking = true;
    while (next) {
      const { wanted } = next as { readonly wanted: Wanted };
      next = null;
      await ask(wanted, () => next === null);
    }
    isAsking = false;
  };
}
