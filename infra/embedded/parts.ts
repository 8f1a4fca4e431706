import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { System } from '#application/system.ts';
import { createLinkSigner } from '#edge/action-links.ts';
import { createLocalIdentity, type LocalIdentity } from '#adapters/embedded/local-identity.ts';
import { openSqliteQueue, type SqliteQueue } from '#adapters/embedded/sqlite-queue.ts';
import { openSqliteStore } from '#adapters/embedded/sqlite-store.ts';
import type { DocumentRef } from '#contracts/documents.ts';
import type { EmbeddedConfig } from '#shared/config.ts';
import { domainRules, type Settings } from '#shared/settings.ts';

import type { EmbeddedSecrets } from './secrets.ts';
import type { Installation } from '#shared/wiring/installation.ts';
import { newRequestId, sha256 } from '#shared/wiring/random-ids.ts';
import { createLog } from './log.ts';

/** Issuer and caller of the tokens that this process gives itself. */
const ISSUER = 'https://rehearsal.invalid/embedded';
const CALLER = 'embedded@rehearsal.invalid';

/** What the functions are wired with at home. */
export interface Parts extends Installation {
  config: EmbeddedConfig;
  secrets: EmbeddedSecrets;
  queue: SqliteQueue;
  identity: LocalIdentity;
  caller: string;
  now: () => number;
  folder: (name: string) => string;
  close: () => Promise<void>;
}

export interface PartsOptions {
  config: EmbeddedConfig;
  settings: Settings;
  secrets: EmbeddedSecrets;
  now: () => number;
  /** Where this process is reached: known once the port is. */
  url: () => string;
  onCreated: (created: readonly DocumentRef[]) => void;
}

export function openParts({ config, settings, secrets, now, url, onCreated }: PartsOptions): Parts {
  const folder = (name: string): string => path.resolve(config.data, name);
  const identity = createLocalIdentity({ issuer: ISSUER, email: CALLER, privateKeyPem: secrets.identityKey });
  const log = createLog();
  const store = openSqliteStore({ path: folder('store.sqlite'), now, onCommit: ({ created }) => onCreated(created) });
  const queue = openSqliteQueue({
    path: folder('queue.sqlite'),
    target: (name) => `${url()}/functions/${name}`,
    token: (audience) => identity.token(audience),
    now,
    timeScale: config.timeScale,
    onDead: (task) => log('ERROR', 'task given up by the queue', { task: task.name }),
  });
  const system: System = { store, queue, rules: domainRules(settings, config.timeScale), timeScale: config.timeScale, hash: sha256, log };
  return {
    config, settings, secrets, system, queue, now, identity, caller: CALLER, folder,
    links: createLinkSigner({ keys: secrets.linkKeys.map((key) => Buffer.from(key, 'base64')), baseUrl: settings.publicUrl }),
    newId: randomUUID,
    newRequestId,
    close: () => store.close(),
  };
}
