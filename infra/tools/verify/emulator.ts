export interface RunningEmulator {
  /** What the tests need to find it. */
  environment: Record<string, string>;
  stop(): Promise<void>;
}

export async function startEmulator(): Promise<RunningEmulator> {
  return { environment: {}, stop: () => Promise.resolve() };
}
