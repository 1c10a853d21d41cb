/** Comes when the browser has nothing better to do; soon, where it does not say when that is. */
export function idle(): Promise<unknown> {
  return new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve));
}
