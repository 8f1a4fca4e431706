/** One at a time for each who asks, in the memory of one instance. */
export interface Turns {
  /** Gives what ends their turn; undefined while they have one. */
  take(key: string): (() => void) | undefined;
}

/** What costs as much as its reader likes is not asked for twice at once. */
export function createTurns(): Turns {
  const taken = new Set<string>();
  return {
    take(key) {
      if (taken.has(key)) return undefined;
      taken.add(key);
      return () => void taken.delete(key);
    },
  };
}
