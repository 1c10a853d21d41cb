/** The punctuation that a text begins with, which may not be parted from what it follows; '' where there is none. */
export function punctuationAt(text: string): string {
  return /^[.,;:!?)\]’”]*/.exec(text)?.[0] ?? '';
}
