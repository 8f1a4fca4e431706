import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import type { Log } from '#kernel/system.ts';
import { openFirestoreRestStore } from '#platform/google/firestore-rest-store.ts';
import { metadataTokens } from '#platform/google/metadata-token.ts';
import { openTracing } from '#platform/tracing.ts';
import type { AccessTokens } from '#platform/google/access-tokens.ts';
import { withTrace } from '#doors/trace-log.ts';
import { namesOf, type FunctionContract } from '#doors/contracts/function.ts';
import { createLinkSigner, type LinkSigner } from '#doors/action-links.ts';
import { processEnvironment, readCloudConfig, type CloudConfig } from '#platform/config.ts';
import { requireSettings, rulesOf, type Settings } from './settings.ts';
import { calendarWarnings } from '#products/rehearsal/settings.ts';
import { collections } from './collections.ts';
import type { Installation } from './installation.ts';
import { machine } from './machine.ts';
import { others } from './others.ts';
import { operatorKeys } from './operator-door.ts';
import { signingIn } from './signing-in.ts';
import { hashing, newRequestId } from './random-ids.ts';
import type { Store } from './system.ts';
import type { TaskQueue } from '#kernel/task-queue.ts';

export interface Cloud extends Installation {
  config: CloudConfig;
  /** Of this function's own service account. */
  tokens: AccessTokens;
  /** Only the platform calls it. */
  isProven: boolean;
}

/** One function of an installation on Google Cloud. Throws with every name that is missing in its environment, and every problem of the settings. */
export function openCloud(
  name: string,
  contract: FunctionContract,
  queue: (config: CloudConfig, tokens: AccessTokens) => TaskQueue = noQueue,
): Cloud {
  const config = readCloudConfig(processEnvironment(), namesOf(contract));
  const settings = requireSettings(JSON.parse(readFileSync(config.settingsFile, 'utf8')));
  // C2. One function says it for all, at its cold start.
  if (name === 'sweep')
    for (const { path, message } of calendarWarnings(settings.calendar)) log('WARNING', 'calendar', { path, finding: message });
  const tokens = metadataTokens();
  const system = systemOf(config, settings, storeOf(config, tokens), queue(config, tokens));
  const links = signer(config, settings.publicUrl);
  const operators = operatorKeys(config.operatorTokens, links);
  return {
    config,
    tokens,
    isProven: contract.trigger.kind !== 'public',
    settings,
    secrets: config.secrets,
    system,
    links,
    operators,
    ...signingIn({ system, settings, operators, keys: linkKeysOf(config), secrets: config.signInSecrets, now: Date.now }),
    now: Date.now,
    lookEvery: 3_000,
    newId: randomUUID,
    newRequestId,
  };
}

function systemOf(config: CloudConfig, settings: Settings, store: Store, queue: TaskQueue): Installation['system'] {
  const tracing = openTracing();
  return {
    store,
    queue,
    rules: rulesOf(settings),
    timeScale: 1,
    ...hashing,
    machine,
    others,
    salt: randomUUID,
    tracing,
    log: withTrace(log, tracing, config.project),
  };
}

function storeOf({ project, database, standIns }: CloudConfig, tokens: AccessTokens): Store {
  return openFirestoreRestStore({ collections, project, database, emulator: standIns.firestore, tokens });
}

/** Functions without link keys never make or read a link. */
function signer(config: CloudConfig, baseUrl: string): LinkSigner {
  const keys = linkKeysOf(config);
  if (keys.length > 0) return createLinkSigner({ keys, baseUrl });
  const refuse = (): never => {
    throw new TypeError('this function was given no link keys');
  };
  return {
    url: refuse,
    parse: refuse,
    code: refuse,
    codeMatches: refuse,
    statusUrl: refuse,
    parseStatus: refuse,
    seal: refuse,
    unseal: refuse,
    hide: refuse,
    reveal: refuse,
  };
}

function linkKeysOf({ secrets }: CloudConfig): Buffer[] {
  return secrets.linkKeys.map((key) => Buffer.from(key, 'base64'));
}

function noQueue(): TaskQueue {
  return {
    enqueue: () => Promise.reject(new TypeError('this function was given no queue')),
  };
}

/** X4: one JSON object a line; Cloud Logging reads `severity` and `message`. */
const log: Log = (severity, message, data) => {
  process.stdout.write(`${JSON.stringify({ severity, message, ...data })}\n`);
};
