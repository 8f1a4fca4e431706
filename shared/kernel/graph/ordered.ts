/** Anything that comes after what it needs. */
export interface Ordered {
  name: string;
  /** Names of others. */
  needs: readonly string[];
}
