export interface RunningEmulator {
  /** What the tests need to find it. */
  environment: Record<string, string>;
  stop(): Promise<void>;
}

/** One Firestore emulator for all test files, which else start one each. Without one the tests that need it say so themselves. */
export async function startEmulator(): Promise<RunningEmulator> {
  const none = { environment: {}, stop: () => Promise.resolve() };
  try {
    // Loaded here, so that trouble with it costs the tests their emulator and not the gate its run.
    const { startFirestoreEmulator } = await import('#test/support/firestore-emulator.ts');
    const emulator = await startFirestoreEmulator();
    if (typeof emulator !== 'string') return { environment: { FIRESTORE_EMULATOR_HOST: emulator.host }, stop: () => emulator.stop() };
    console.warn(`no Firestore emulator: ${emulator}`);
  } catch (error) {
    console.warn(`no Firestore emulator: ${String(error)}`);
  }
  return none;
}
