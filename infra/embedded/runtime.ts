import { probes } from '#products/rehearsal/app/sweepers/probes.ts';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { refuseForeignFiles } from './foreign-files.ts';
import { openMailbox, type Mailbox } from './mailbox/mailbox.ts';
import { createSmtpMailer } from '#platform/smtp-mailer.ts';
import { mergeSettings, requireSettings, type Settings, type SettingsInput } from '#functions/wiring/settings.ts';
import { calendarWarnings } from '#products/rehearsal/settings.ts';
import type { EmbeddedConfig } from '#platform/config.ts';
import { frameOf } from '#functions/wiring/serve.ts';
import { agentNotices, startAgents, withAgentTokens } from './agents.ts';
import { openClock } from './clock.ts';
import { freePort } from './free-port.ts';
import { openEmbeddedPlatform } from './embedded-platform.ts';
import { createFunctions, type Functions } from './functions.ts';
import { startHost, type Host } from './host.ts';
import type { ConnectionLimits } from './listen.ts';
import { sandboxWarnings } from './job-sandbox.ts';
import { lockDataFolder } from './lock.ts';
import { leaveOperatorFile } from './operator-file.ts';
import { mailboxDoor } from './mailbox-door.ts';
import { openParts, type Parts } from './parts.ts';
import { ownHosts } from './own-hosts.ts';
import type { OpenPlatform } from './platform.ts';
import { tightenFolder } from './rights.ts';
import { makeSampleRepository } from './sample-project.ts';
import { sampleSettings } from './sample-settings.ts';
import { startSchedules } from './schedules.ts';
import { keepSecrets } from './secrets.ts';

/** Everything, running. */
export interface Runtime {
  url: string;
  parts: Parts;
  mailbox: Mailbox | undefined;
  notices: string[];
  /** Effects that an earlier process left open and this one took up. */
  recovered: number;
  stop(): Promise<void>;
}

export interface RuntimeOptions {
  /** False leaves the agent to somebody else. */
  agent?: boolean;
  onAgentLine?: (line: string) => void;
  /** `none`: actions of pipelines run by the settings' command, also where there is a program for containers. */
  containers?: 'none';
  /** What carries the functions; files on this machine unless given. */
  platform?: OpenPlatform;
  /** Of connections; the usual ones unless given. */
  limits?: ConnectionLimits;
  /** Changes the sample settings before an installation's own are laid over them. */
  sample?: (sample: SettingsInput) => SettingsInput;
}

/** E1: all of it in one process behind one port. What was begun is ended again when the start fails half-way. */
export async function startRuntime(given: EmbeddedConfig, options: RuntimeOptions = {}): Promise<Runtime> {
  const endings: Ending[] = [];
  const stop = async (): Promise<void> => {
    for (const end of endings.splice(0).toReversed()) await end();
  };
  try {
    return { ...(await begin(given, options, endings)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Ending = () => unknown;

async function begin(given: EmbeddedConfig, options: RuntimeOptions, endings: Ending[]): Promise<Omit<Runtime, 'stop'>> {
  // Links are made of the public address, so the port must be known before anything else is.
  const config = given.port === 0 ? { ...given, port: await freePort() } : given;
  endings.push(lockDataFolder(config.data));
  refuseForeignFiles(config.data);
  const tightened = tightenFolder(config.data);
  const settings = await readSettings(config, options.sample);
  const held = options.agent === false ? [] : await sandboxWarnings(settings);
  const { secrets: kept, notices } = await keepSecrets(config.data, config.secrets);
  const secrets = withAgentTokens(kept, settings);
  await makeSampleRepository(path.resolve(config.data, 'sample-project.git'));
  const now = await openClock(config.data, config.timeScale);
  const url = `http://127.0.0.1:${config.port}`;
  const parts = await openParts({ config, settings, secrets, now, url, open: options.platform ?? openEmbeddedPlatform });
  const { platform } = parts;
  endings.push(() => platform.close());
  const mailbox = config.smtpUrl === undefined ? await openMailbox({ folder: parts.folder('mailbox') }) : undefined;
  endings.push(() => mailbox?.close());
  const mailer = createSmtpMailer({ url: config.smtpUrl ?? `smtp://127.0.0.1:${mailbox?.port ?? 0}` });
  endings.push(() => mailer.close());
  const adapters = platform.adapters(parts, mailer);
  const host = await openDoors(parts, createFunctions(parts, adapters), mailbox, options.limits);
  // Deliveries under way end first: they need the functions, and the functions need the store.
  endings.push(
    () => host.close(),
    () => platform.end(),
  );
  const recovered = await beginWork(parts);
  endings.push(await leaveOperatorFile(config.data, { url, token: parts.operatorToken }));
  const schedules = startSchedules(parts, adapters);
  endings.push(() => schedules.stop());
  const agents =
    options.agent === false
      ? undefined
      : startAgents(parts, { containers: options.containers, onLine: options.onAgentLine ?? (() => undefined) });
  endings.push(() => agents?.stop());
  const calendar = calendarWarnings(settings.calendar).map(({ path: place, message }) => `${place} ${message}`);
  const remote = options.agent === false ? [] : agentNotices(settings, config.secrets.agentTokens);
  return { url, parts, mailbox, notices: [...held, ...tightened, ...notices, ...calendar, ...remote], recovered };
}

/** B8. What a probe found before the start may be long over: it is asked now, and not by the first sweep. */
async function beginWork(parts: Parts): Promise<number> {
  const { platform, system } = parts;
  const recovered = await platform.begin(parts);
  await probes.look(system, `start-${await system.store.now()}`);
  return recovered;
}

async function openDoors(parts: Parts, functions: Functions, mailbox: Mailbox | undefined, limits?: ConnectionLimits): Promise<Host> {
  const { config, settings } = parts;
  const { isOurs, origins } = ownHosts({ port: config.port, publicUrl: settings.publicUrl, hosts: settings.hosts });
  return startHost(functions, {
    port: config.port,
    frame: frameOf(parts, origins),
    isOurs,
    extra: mailboxDoor(mailbox, parts),
    ...(limits === undefined ? {} : { limits }),
  });
}

async function readSettings(config: EmbeddedConfig, changed: RuntimeOptions['sample'] = (sample) => sample): Promise<Settings> {
  const sample = changed(sampleSettings({ data: config.data, publicUrl: `http://127.0.0.1:${config.port}` }));
  if (config.settingsFile === undefined) return requireSettings(sample, { sample });
  const file = await readJson(config.settingsFile);
  return requireSettings(mergeSettings(sample, file), { sample, file });
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new Error(`the settings file ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
