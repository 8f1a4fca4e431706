import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface FirestoreEmulator {
  /** `127.0.0.1:port`, for FIRESTORE_EMULATOR_HOST. */
  host: string;
  /** Ends the emulator that this call started; one that was running before is left alone. */
  stop(): Promise<void>;
}

const MAIN_CLASS = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore';
const READY_WITHIN = 60_000;

/**
 * The official Firestore emulator: the one that FIRESTORE_EMULATOR_HOST names, or a new one from the Google Cloud CLI or the Firebase
 * CLI's cache. `args` go to a new one as they are, e.g. `--functions_emulator=127.0.0.1:9000`. A text answer says why there is none.
 * Throws when there should be one and it does not start.
 */
export async function startFirestoreEmulator(args: string[] = []): Promise<FirestoreEmulator | string> {
  // Keeps Google's client from looking for a cloud machine's identity, which takes seconds where there is none.
  process.env['METADATA_SERVER_DETECTION'] ??= 'none';
  const running = process.env['FIRESTORE_EMULATOR_HOST'];
  if (running !== undefined && running !== '' && args.length === 0) return { host: running, stop: async () => undefined };
  if (spawnSync('java', ['-version'], { stdio: 'ignore' }).status !== 0) return 'no java on this machine';
  const jar = findEmulatorJar();
  if (jar === undefined)
    return 'neither the Google Cloud CLI (component cloud-firestore-emulator) nor the Firebase CLI has the Firestore emulator here';
  const port = await freePort();
  const java = [
    '-Xms32m',
    '-Xmx384m',
    '-XX:+UseSerialGC',
    '-Duser.language=en',
    '-cp',
    jar,
    MAIN_CLASS,
    '--host=127.0.0.1',
    `--port=${port}`,
    ...args,
  ];
  const child = spawn('java', java, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  // Should the test process end without stop(), the emulator must not outlive it.
  const endWithUs = (): void => kill(child, 'SIGKILL');
  process.once('exit', endWithUs);
  const stop = async (): Promise<void> => {
    process.off('exit', endWithUs);
    await ended(child);
  };
  const host = `127.0.0.1:${port}`;
  if (await answers(host, child)) return { host, stop };
  await stop();
  throw new Error(`the Firestore emulator did not become ready: ${output.join('').slice(-2_000)}`);
}

export function findEmulatorJar(): string | undefined {
  const folders = cloudSdkFolders().map((root) => join(root, 'platform', 'cloud-firestore-emulator', 'cloud-firestore-emulator.jar'));
  const cache = join(homedir(), '.cache', 'firebase', 'emulators');
  const cached = existsSync(cache) ? readdirSync(cache).filter((name) => /^cloud-firestore-emulator-.*\.jar$/.test(name)) : [];
  const newestFirst = cached.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true })).map((name) => join(cache, name));
  return [...folders, ...newestFirst].find((jar) => existsSync(jar));
}

/** By following the `gcloud` on the path first, which takes no time; then by asking it. */
function cloudSdkFolders(): string[] {
  const gcloud = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'gcloud'))
    .find((file) => existsSync(file));
  if (gcloud === undefined) return [];
  const followed = dirname(dirname(realpathSync(gcloud)));
  if (existsSync(join(followed, 'platform', 'cloud-firestore-emulator'))) return [followed];
  const told = spawnSync(gcloud, ['info', '--format=value(installation.sdk_root)'], { encoding: 'utf8', timeout: 30_000 }).stdout?.trim();
  return told === undefined || told === '' ? [] : [told];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function answers(host: string, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const ready = await fetch(`http://${host}/`, { signal: AbortSignal.timeout(2_000) }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return true;
    await delay(100);
  }
  return false;
}

/** Ends the whole process group: gently, then not. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  kill(child, 'SIGTERM');
  const late = setTimeout(() => kill(child, 'SIGKILL'), 5_000);
  await exit;
  clearTimeout(late);
}

function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}
