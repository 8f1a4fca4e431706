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
import type { StartHosting } from './hosting.ts';
import { ownHosts, type OwnHosts } from './own-hosts.ts';
import type { OpenPlatform } from './platform.ts';
import { tightenFolder } from './rights.ts';
import { makeSampleRepository } from './sample-project.ts';
import { sampleSettings } from './sample-settings.ts';
import { startSchedules } from './schedules.ts';
import { keepSecrets } from './secrets.ts';

/** Everything, running. */
export interface Runtime {
  url: string;
  /** Where the functions answer themselves, if something stands before them. */
  direct: string | undefined;
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
  /** Stands before the functions; nothing does unless given. */
  hosting?: StartHosting;
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
  const url = addressOf(config.port);
  const own = options.hosting === undefined ? url : addressOf(await freePort());
  const parts = await openParts({ config, settings, secrets, now, url: own, open: options.platform ?? openEmbeddedPlatform });
  const { platform } = parts;
  endings.push(() => platform.close());
  const mailbox = config.smtpUrl === undefined ? await openMailbox({ folder: parts.folder('mailbox') }) : undefined;
  endings.push(() => mailbox?.close());
  const mailer = createSmtpMailer({ url: config.smtpUrl ?? `smtp://127.0.0.1:${mailbox?.port ?? 0}` });
  endings.push(() => mailer.close());
  const adapters = platform.adapters(parts, mailer);
  const doors = await openDoors(parts, createFunctions(parts, adapters), mailbox, { ...options, own });
  // Deliveries under way end first: they need the functions, and the functions need the store.
  endings.push(
    () => doors.close(),
    () => platform.end(),
  );
  const recovered = await beginWork(parts);
  endings.push(await leaveOperatorFile(config.data, { url, token: parts.operatorToken }));
  const schedules = startSchedules(parts, adapters);
  endings.push(() => schedules.stop());
  const { remote, stop } = beginAgents(parts, url, options);
  endings.push(stop);
  const calendar = calendarWarnings(settings.calendar).map(({ path: place, message }) => `${place} ${message}`);
  const told = [...held, ...tightened, ...notices, ...calendar, ...remote];
  return { url, direct: own === url ? undefined : own, parts, mailbox, notices: told, recovered };
}

/** By the way that everybody comes in. */
function beginAgents(parts: Parts, url: string, { agent, containers, onAgentLine }: RuntimeOptions): { remote: string[]; stop: Ending } {
  if (agent === false) return { remote: [], stop: () => undefined };
  const agents = startAgents(parts, { url, containers, onLine: onAgentLine ?? (() => undefined) });
  return { remote: agentNotices(parts.settings, parts.config.secrets.agentTokens), stop: () => agents.stop() };
}

/** B8. What a probe found before the start may be long over: it is asked now, and not by the first sweep. */
async function beginWork(parts: Parts): Promise<number> {
  const { platform, system } = parts;
  const recovered = await platform.begin(parts);
  await probes.look(system, `start-${await system.store.now()}`);
  return recovered;
}

function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function hostsAt({ settings: { publicUrl, hosts } }: Parts, port: number): OwnHosts {
  return ownHosts({ port, publicUrl, hosts });
}

interface Doors {
  /** Where the functions answer. */
  own: string;
  limits?: ConnectionLimits;
  hosting?: StartHosting;
}

async function openDoors(
  parts: Parts,
  functions: Functions,
  mailbox: Mailbox | undefined,
  { own, limits, hosting }: Doors,
): Promise<Pick<Host, 'close'>> {
  const { port } = parts.config;
  const ownPort = Number(new URL(own).port);
  const host = await startHost(functions, {
    port: ownPort,
    frame: frameOf(parts, hostsAt(parts, port).origins),
    isOurs: hostsAt(parts, ownPort).isOurs,
    extra: mailboxDoor(mailbox, parts),
    ...(limits === undefined ? {} : { limits }),
  });
  const before = await hosting?.({ target: own, port, isOurs: hostsAt(parts, port).isOurs }).catch(async (error: unknown) => {
    await host.close();
    throw error;
  });
  return {
    async close() {
      await before?.stop();
      await host.close();
    },
  };
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
