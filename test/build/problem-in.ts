/** A problem as Astro printed it. */
export interface PrintedProblem {
  readonly name: string;
  readonly message: string;
  readonly hint: string;
  /** file:line:column, the file relative to the site's root; null where none was printed. */
  readonly place: string | null;
}

/**
 * Finds the problem a failed build printed.
 * @param root of the site, to make places relative.
 * @returns undefined where nothing was printed in this form.
 */
export function problemIn(output: string, root: string): PrintedProblem | undefined {
  const found =
    /^\[(?<name>\w+)\] (?<message>.+)\n {2}Hint:\n {4}(?<hint>.+)\n {4}See \S+(?:\n {2}Location:\n {4}(?<place>.+))?/m.exec(
      output,
    )?.groups;
  if (!found) return;
  const { name = '', message = '', hint = '', place = null } = found;
  return { name, message, hint, place: place?.replace(`${root}/`, '') ?? null };
}
