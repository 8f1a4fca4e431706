/** Resolves after so many milliseconds, or as soon as `signal` is aborted. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}

/** Milliseconds to wait behind the attempt with this number (1, 2, 3 …): doubling from 200 up to `most`, each somewhere in its upper half. */
export function backOff(attempt: number, most: number): number {
  const whole = Math.min(most, 200 * 2 ** Math.min(attempt - 1, 20));
  return whole / 2 + (Math.random() * whole) / 2;
}
