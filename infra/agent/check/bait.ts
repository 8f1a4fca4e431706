import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createSocket, type Socket } from 'node:dgram';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { workFolders } from '../actions/places.ts';
import type { AgentConfig } from '../config.ts';
import type { Target } from './target.ts';

/** What the attacks go for: some of it real, the rest laid out for them. */
export interface Bait {
  target: Target;
  /** A datagram arrived. */
  heard: () => boolean;
  /** The secret is as it was. */
  isIntact: () => boolean;
  clear: () => Promise<void>;
}

export async function layBait(config: AgentConfig): Promise<Bait> {
  const folder = join(config.data, 'bait');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o711 });
  const [secret, other, mark] = [join(folder, 'secret'), join(config.area, 'jobs', 'bait'), randomBytes(8).toString('hex')];
  writeFileSync(secret, mark, { mode: 0o600 });
  layOtherJob(other, config.jobUsers?.[1]);
  const workspaces = layOtherWorkspace(config);
  const tcp = await listening(createServer(), 0);
  const named = await listening(createServer(), join(folder, 'socket'));
  chmodSync(join(folder, 'socket'), 0o777);
  const abstract = await listening(createServer(), `\0rehearsal-${mark}`);
  const { udp, heard } = await listenForDatagrams();
  const address = tcp.address();
  const target: Target = {
    agent: process.pid,
    secrets: [secret, ...config.watched],
    otherJob: join(other, 'secret'),
    otherWorkspace: workspaces.map((path) => join(path, 'secret')),
    tasks: join(config.data, 'tasks'),
    store: `${config.workdir}.git`,
    tcp: typeof address === 'object' && address !== null ? address.port : 0,
    udp: udp.address().port,
    unix: join(folder, 'socket'),
    abstract: `\0rehearsal-${mark}`,
    mark,
  };
  return {
    target,
    heard,
    isIntact: () => readFileSync(secret, 'utf8') === mark,
    async clear() {
      udp.close();
      await Promise.all([tcp, named, abstract].map((server) => new Promise((resolve) => server.close(resolve))));
      for (const path of [folder, other, ...workspaces]) rmSync(path, { recursive: true, force: true });
    },
  };
}

async function listenForDatagrams(): Promise<{ udp: Socket; heard: () => boolean }> {
  const udp = createSocket('udp4');
  let heard = false;
  udp.on('message', () => (heard = true));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  return { udp, heard: () => heard };
}

/** Where actions' outputs are kept, and where they work. No workspace and no task has this name. */
function layOtherWorkspace({ data, jobUsers }: AgentConfig): string[] {
  mkdirSync(join(data, 'workspaces'), { recursive: true, mode: 0o700 });
  const [kept, atWork] = [join(data, 'workspaces', '.bait'), join(workFolders(data), '.bait')];
  layOtherJob(kept, undefined);
  layOtherJob(atWork, jobUsers?.[1]);
  return [kept, atWork];
}

function layOtherJob(folder: string, user: number | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'secret'), 'of another job', { mode: 0o600 });
  if (user === undefined) return;
  for (const path of [folder, join(folder, 'secret')]) chownSync(path, user, user);
}

function listening(server: Server, at: number | string): Promise<Server> {
  // Whoever gets in is let go at once, so that closing does not wait for them.
  server.on('connection', (socket) => socket.on('error', () => undefined).destroy());
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    if (typeof at === 'number') server.listen(at, '127.0.0.1', () => resolve(server));
    else server.listen(at, () => resolve(server));
  });
}
