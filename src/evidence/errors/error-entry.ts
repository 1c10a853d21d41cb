/** What the page of an author's error says; the message itself is made where the fault is found. */
export interface ErrorEntry {
  /** What it means and why it stops a build. Code stands between backticks. */
  readonly means: string;
  /** What to do about it. Code stands between backticks. */
  readonly mend: string;
  readonly example: Example;
  /** The sentence that the example is answered with: a test holds it to what is really said. */
  readonly says: string;
}

/**
 * Something that has the fault, and the same without it.
 *
 * - `claim` and `experiment`: lines of a claim's file. What is `wrong` stands in the skeleton in the place of
 *   `replaces`, or where that is left out, of `right`.
 * - `article`: the text of an article, refused while it is read.
 * - `page`: the text of an article, refused once the whole site is known.
 * - `frontmatter`: what stands between the lines `---` of an article.
 * - `commands`: what is typed in a terminal.
 */
export interface Example {
  readonly in: 'claim' | 'experiment' | 'article' | 'page' | 'frontmatter' | 'commands';
  readonly wrong: string;
  readonly right: string;
  readonly replaces?: string;
}
