export interface Sharing {
  /** Milliseconds after its beginning in which a read serves whoever asks for the same. */
  lasts: number;
  /** Reads that are kept at once. */
  most: number;
  /** Milliseconds that only grow. */
  wall?: () => number;
}

/** P7. What many ask for at nearly the same time is read once. One that failed serves only those who waited for it. */
export function createSharedReads<T>({
  lasts,
  most,
  wall = () => performance.now(),
}: Sharing): (key: string, read: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, { begun: number; answer: Promise<T> }>();
  return async (key, read) => {
    const known = kept.get(key);
    if (known !== undefined && wall() - known.begun < lasts) return known.answer;
    const mine = { begun: wall(), answer: read() };
    kept.delete(key);
    kept.set(key, mine);
    for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest);
    try {
      return await mine.answer;
    } catch (error) {
      if (kept.get(key) === mine) kept.delete(key);
      throw error;
    }
  };
}
