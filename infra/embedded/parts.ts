import { openTracing } from '#platform/tracing.ts';
import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { createLocalIdentity } from '#platform/embedded/local-identity.ts';
import { createLinkSigner } from '#doors/action-links.ts';
import type { EmbeddedConfig } from '#platform/config.ts';
import { rulesOf, type Settings } from '#functions/wiring/settings.ts';
import { machine } from '#functions/wiring/machine.ts';
import { others } from '#functions/wiring/others.ts';
import type { System } from '#functions/wiring/system.ts';
import { atHome, operatorKeys } from '#functions/wiring/operator-door.ts';
import { signingIn } from '#functions/wiring/signing-in.ts';
import { hashing, newRequestId } from '#functions/wiring/random-ids.ts';
import { createLog } from './log.ts';
import { CALLER, ISSUER } from './identity.ts';
import type { OpenPlatform, Parts } from './platform.ts';
import type { EmbeddedSecrets } from './secrets.ts';

export interface PartsOptions {
  config: EmbeddedConfig;
  settings: Settings;
  secrets: EmbeddedSecrets;
  now: () => number;
  /** Where this process answers. */
  url: string;
  open: OpenPlatform;
}

type Shared = Pick<System, 'tracing' | 'log'>;

function systemOf(
  { timeScale }: EmbeddedConfig,
  settings: Settings,
  { store, queue }: Pick<System, 'store' | 'queue'>,
  shared: Shared,
): System {
  return {
    store,
    queue,
    rules: rulesOf(settings, timeScale),
    timeScale,
    ...hashing,
    machine,
    others,
    salt: randomUUID,
    ...shared,
  };
}

export async function openParts({ config, settings, secrets, now, url, open }: PartsOptions): Promise<Parts> {
  const folder = (name: string): string => path.resolve(config.data, name);
  const identity = createLocalIdentity({ issuer: ISSUER, email: CALLER, privateKeyPem: secrets.identityKey });
  const tracing = openTracing();
  const log = createLog(tracing);
  const platform = await open({ config, settings, now, url, identity, newId: randomUUID, log, folder });
  const system = systemOf(config, settings, platform, { tracing, log });
  const keys = secrets.linkKeys.map((key) => Buffer.from(key, 'base64'));
  const links = createLinkSigner({ keys, baseUrl: settings.publicUrl });
  const operatorToken = randomBytes(32).toString('base64url');
  const operators = operatorKeys(config.operatorTokens, links, [atHome(operatorToken)]);
  return {
    config,
    settings,
    secrets,
    platform,
    operatorToken,
    operators,
    ...signingIn({ system, settings, operators, keys, secrets: config.signInSecrets, now }),
    system,
    identity,
    now,
    lookEvery: 100,
    url,
    folder,
    links,
    newId: randomUUID,
    newRequestId,
  };
}

export type { Parts };
