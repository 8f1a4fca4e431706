import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { codeOf, createClient, linkOf, type Client, type MailSeen } from '#infra/embedded/demo/client.ts';
import { readOperatorFile } from '#infra/embedded/operator-file.ts';
import { startHosting } from '#infra/embedded/hosting.ts';
import { startRuntime, type Runtime } from '#infra/embedded/runtime.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { readEmbeddedConfig, type EmbeddedConfig } from '#platform/config.ts';
import type { SettingsInput } from '#functions/wiring/settings.ts';
import { processesWith } from './victim.ts';

export interface Embedded {
  runtime: Runtime;
  client: Client;
  data: string;
  /** Starts the system of the same data folder anew, in this process. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Over the sample settings; quotas are wide open unless it says otherwise. */
  settings?: Record<string, unknown>;
  timeScale?: number;
  agent?: boolean;
  /** A mail server in place of the mailbox. */
  smtpUrl?: string;
  /** Any free one unless given. */
  port?: number;
  /** W3. */
  signInSecrets?: Record<string, string>;
  /** Firebase Hosting stands before the functions. */
  hosting?: boolean;
  /** Milliseconds that the people of the story wait for a mail. */
  patience?: number;
}

export const WIDE_QUOTAS = {
  perContributorPerDay: 100_000,
  perPullRequestPerDay: 100_000,
  perDay: 100_000,
  unproven: { perContributorPerDay: 1_000, perPullRequestPerDay: 1_000, perDay: 1_000 },
};

/** The whole system in this process, on a data folder of its own that goes with it. */
export async function startEmbedded({
  settings = {},
  timeScale = 1,
  agent = true,
  smtpUrl,
  patience = 120_000,
  port = 0,
  signInSecrets = {},
  hosting = false,
}: EmbeddedOptions = {}): Promise<Embedded> {
  const data = await mkdtemp(path.join(tmpdir(), 'rehearsal-'));
  const settingsFile = path.join(data, 'settings.json');
  await writeFile(settingsFile, JSON.stringify({ rules: { quotas: WIDE_QUOTAS }, ...settings }));
  const config: EmbeddedConfig = {
    ...readEmbeddedConfig({ REHEARSAL_DATA: data, REHEARSAL_SETTINGS: settingsFile }),
    port,
    signInSecrets,
    timeScale,
    smtpUrl,
  };
  const start = async (): Promise<Pick<Embedded, 'runtime' | 'client'>> => {
    const runtime = await startRuntime(config, { agent, ...(hosting ? { hosting: startHosting } : {}) });
    const [webhookSecret = ''] = runtime.parts.secrets.webhookSecrets;
    return { runtime, client: createClient({ url: runtime.url, webhookSecret, operatorToken: runtime.parts.operatorToken, patience }) };
  };
  const embedded: Embedded = {
    ...(await start()),
    data,
    async restart() {
      await embedded.runtime.stop();
      Object.assign(embedded, await start());
    },
    async stop() {
      await embedded.runtime.stop();
      // What runs on a backend outlives agent and server, and would write into a folder that is being removed.
      await eventually('what the agent started to end', () => (processesWith(data).length === 0 ? true : undefined));
      for (const folder of [data, `${data}-agent`]) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return embedded;
}

/** X6. Of the process that works in this folder now; empty while there is none. */
export async function operatorTokenOf(data: string): Promise<string> {
  return (await readOperatorFile(data))?.token ?? '';
}

/** The first value that is not undefined; throws when none comes in time. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined> | T | undefined, patience = 120_000): Promise<T> {
  for (const end = Date.now() + patience; ; await sleep(40)) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`);
  }
}

export async function stateOf({ runtime }: Embedded, id: string): Promise<RequestState> {
  const document = await runtime.parts.system.store.get({ collection: 'requests', id });
  if (document === undefined) throw new Error(`there is no request ${id}`);
  return document.state;
}

export function untilStatus(embedded: Embedded, id: string, status: RequestState['status']): Promise<RequestState> {
  return eventually(`${id} to be ${status}`, async () => {
    const state = await stateOf(embedded, id);
    return state.status === status ? state : undefined;
  });
}

/** A form that must be taken; the request's id. */
export async function ask({ client }: Embedded, form: unknown): Promise<string> {
  const { status, body } = await client.submit(form);
  if (status !== 201) throw new Error(`the form was not taken: ${status} ${JSON.stringify(body)}`);
  return body.id;
}

/** Follows a link of a mail and must be let through. */
export async function press(
  { client }: Pick<Embedded, 'client'>,
  mail: MailSeen,
  label: string,
  fields: Record<string, string> = {},
): Promise<{ before: string; after: string }> {
  const { before, status, after } = await client.follow(mail, label, fields);
  if (status !== 200) throw new Error(`"${label}" of "${mail.subject}" was answered ${status}: ${textOf(after).slice(0, 800)}`);
  return { before, after };
}

export interface Pressed {
  status: number;
  text: string;
}

/** Posts a link's form without looking at the page first and without following where it leads. */
export async function post({ runtime }: Embedded, mail: MailSeen, label: string, fields: Record<string, string>): Promise<Pressed> {
  const answer = await fetch(new URL(new URL(linkOf(mail, label)).pathname, runtime.url), {
    method: 'POST',
    body: new URLSearchParams({ code: codeOf(mail), ...fields }),
    redirect: 'manual',
  });
  return { status: answer.status, text: await answer.text() };
}

/** What a page says, without its markup. */
export function textOf(page: string): string {
  return page
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

/** Takes each mail once: the next one to this address whose subject has these words. */
export function mailReader(
  { client }: Pick<Embedded, 'client'>,
  patience = 120_000,
): (to: string, ...words: string[]) => Promise<MailSeen> {
  const taken = new Set<string>();
  return (to, ...words) =>
    eventually(
      `a mail to ${to} about "${words.join('", "')}"`,
      async () => {
        const fits = (mail: MailSeen): boolean =>
          !taken.has(mail.id) && mail.to.includes(to) && words.every((word) => mail.subject.includes(word));
        const found = (await client.mails()).findLast(fits);
        if (found !== undefined) taken.add(found.id);
        return found;
      },
      patience,
    );
}

function sampleBackend(): SettingsInput['backends'][number] | undefined {
  return sampleSettings({ data: '.', publicUrl: 'http://127.0.0.1' }).backends[0];
}

/** The sample's backend, whose jobs may read these folders beside their own checkout. */
export function backendReading(...folders: string[]): Record<string, unknown> {
  return { ...sampleBackend(), sandbox: { readOnly: folders } };
}

/** The sample's backend with its jobs witnessed: each run leaves a line `<run id> <process id>` in the file. */
export function witnessedBackend(witness: string): Record<string, unknown> {
  const jobCommand = ['{node}', WITNESS_JOB, witness, '{workdir}/run-job.mjs', '{module}', '{job}', '--parameters', '{parameters}'];
  // The witness lies where no job in a sandbox may write.
  return { ...sampleBackend(), sandbox: 'none', jobCommand };
}

export const WITNESS_JOB = path.join(import.meta.dirname, 'witness-job.mjs');
