import type { Log } from '#application/system.ts';
import type { LocalIdentity } from '#adapters/embedded/local-identity.ts';
import type { Mailer } from '#ports/mailer.ts';
import type { Store } from '#ports/store.ts';
import type { TaskQueue } from '#ports/task-queue.ts';
import type { EmbeddedConfig } from '#shared/config.ts';
import type { Settings } from '#shared/settings.ts';
import type { Adapters } from './functions.ts';
import type { Parts } from './parts.ts';

/** What is settled before anything is opened. */
export interface Ground {
  config: EmbeddedConfig;
  settings: Settings;
  now: () => number;
  /** Where this process answers. */
  url: string;
  identity: LocalIdentity;
  newId: () => string;
  log: Log;
  folder: (name: string) => string;
}

/** What carries the functions: store, queue and events, and what they reach outside. At home it is files; with emulators it is Google's. */
export interface Platform {
  store: Store;
  queue: TaskQueue;
  adapters(parts: Parts, mailer: Mailer): Adapters;
  /** Events and tasks are delivered from now on; the functions answer already. Gives how many effects an earlier process had left. */
  begin(parts: Parts): Promise<number>;
  /** Deliveries under way end; no new ones begin. */
  end(): Promise<void>;
  close(): Promise<void>;
  /** What runs where, for the person who started it. */
  rows: [name: string, text: string][];
}

export type OpenPlatform = (ground: Ground) => Promise<Platform>;
