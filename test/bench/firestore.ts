import { Firestore } from '@google-cloud/firestore';
import { startFirestoreEmulator } from '#test/support/firestore-emulator.ts';

export interface EmulatorAtHand {
  firestore: Firestore;
  host: string;
  project: string;
  stop(): Promise<void>;
}

/** A text says why there is none. */
export async function openEmulator(): Promise<EmulatorAtHand | string> {
  const emulator = await startFirestoreEmulator();
  if (typeof emulator === 'string') return emulator;
  const [host, port] = emulator.host.split(':');
  const project = `bench-${process.pid}`;
  const firestore = new Firestore({ projectId: project, host: `${host}:${port}`, ssl: false });
  return {
    firestore,
    host: emulator.host,
    project,
    async stop() {
      await firestore.terminate();
      await emulator.stop();
    },
  };
}
