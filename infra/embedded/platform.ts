import type { Outgoing } from '#products/rehearsal/app/performers/announce.ts';
import type { DeployDependencies } from '#products/rehearsal/app/operation/requests/step.ts';
import type { Executors } from '#products/rehearsal/app/operation/requests/run.ts';
import type { Log } from '#products/rehearsal/app/system.ts';
import type { LocalIdentity } from '#platform/embedded/local-identity.ts';
import type { ApprovalSheet } from '#contexts/telling/ports/approval-sheet.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { Mailer } from '#contexts/telling/ports/mailer.ts';
import type { ActionOrder, Executor } from '#contexts/operations/ports/executor.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import type { Store } from '#functions/wiring/system.ts';
import type { EmbeddedConfig } from '#platform/config.ts';
import type { Settings } from '#functions/wiring/settings.ts';
import type { Installation } from '#functions/wiring/installation.ts';
import type { EmbeddedSecrets } from './secrets.ts';
import type { TaskQueue } from '#kernel/task-queue.ts';

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
  /** The approval sheet as it stands, a line for each row. */
  sheetLines(): Promise<string[]>;
  /** What runs where, for the person who started it. */
  rows: [name: string, text: string][];
}

export type OpenPlatform = (ground: Ground) => Promise<Platform>;

/** What the functions reach outside of the store and the queue. */
export interface Adapters {
  mailer: Mailer;
  codeHost: CodeHost;
  outputs: OutputStore;
  sheet: ApprovalSheet;
  executors: Executors;
  actions: Executor<ActionOrder>;
  deployDependencies: DeployDependencies;
  channels: ReadonlyMap<string, Outgoing>;
}

/** What the functions are wired with at home. */
export interface Parts extends Installation {
  config: EmbeddedConfig;
  secrets: EmbeddedSecrets;
  platform: Platform;
  identity: LocalIdentity;
  url: string;
  folder: (name: string) => string;
  /** With which the command line speaks to this process (E7). */
  operatorToken: string;
}
