/** The id of a figure's element, and the beginning of its links' fragments. */
export function anchorOf(id: string): string {
  return `figure-${id}`;
}
