/** SHA-256 of texts one after the other, in memory that does not grow with them. */
export interface Digest {
  update(text: string): void;
  /** Of all so far. */
  hex(): string;
}
