/** A file that is kept for offline, as Workbox takes it. */
export interface KeptFile {
  /** From the origin's root. */
  readonly url: string;
  /** Of the file's bytes; null where the name has it already. */
  readonly revision: string | null;
  /** Subresource Integrity: bytes of another build are refused, at whatever time they come. */
  readonly integrity: string;
}
