import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { openFirestoreRestStore } from '#platform/google/firestore-rest-store.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { FunctionName } from '#doors/contracts/functions.ts';
import { taskRoutes } from '#functions/wiring/task-routes.ts';
import { createLinkSigner, type LinkSigner } from '#doors/action-links.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { connectToStandIn } from '#infra/stand-ins/cloud-tasks/connect.ts';
import { createQueues } from '#infra/stand-ins/cloud-tasks/create-queues.ts';
import { startCloudTasksStandIn, type StandIn } from '#infra/stand-ins/cloud-tasks/server.ts';
import { requireSettings } from '#functions/wiring/settings.ts';
import { domainRules } from '#products/rehearsal/settings.ts';
import { startFirestoreEmulator } from '#test/support/firestore-emulator.ts';
import { startSmtp, type TestSmtp } from '#test/support/smtp.ts';
import { startGoogleIdentity, type GoogleIdentity } from './google-identity.ts';
import { collections } from '#functions/wiring/collections.ts';

/** All that a function in the cloud has around it, on this machine. */
export interface Stage {
  system: System;
  links: LinkSigner;
  tasks: StandIn;
  smtp: TestSmtp;
  google: GoogleIdentity;
  webhookSecret: string;
  agentToken: string;
  /** Of a function's process: only what its contract names it may read, all the same to all. */
  environment(name: FunctionName): Record<string, string>;
  close(): Promise<void>;
}

const LOCATION = 'europe-west1';
export const AUDIENCE = 'https://functions.example';
export const TASKS_ACCOUNT = 'tasks@project.iam.gserviceaccount.com';
export const SCHEDULER_ACCOUNT = 'scheduler@project.iam.gserviceaccount.com';
export const OPERATOR_TOKEN = 'an operator’s own token, kept nowhere'.replaceAll(/[^a-z]/g, '-');
export const PULL_REQUEST_SECRET = 'a secret of the webhook on GitHub'.replaceAll(' ', '-');
const STATEMENT_KEY = '2026-12-01=MC4CAQAwBQYDK2VwBCIEIBvDNuN9MyvmBrngBskN2PYphqVlWH8IwncAH72QwwBa';
const BASE = 'https://rehearsal.example';
/** A benchmark asks often. */
const quotas = {
  perContributorPerDay: 100_000,
  perPullRequestPerDay: 100_000,
  perDay: 100_000,
  unproven: { perContributorPerDay: 1_000, perPullRequestPerDay: 1_000, perDay: 1_000 },
};

/** A text says why there is no stage. */
export async function openStage(): Promise<Stage | string> {
  const emulator = await startFirestoreEmulator();
  if (typeof emulator === 'string') return emulator;
  const project = `demo-${randomBytes(6).toString('hex')}`;
  const folder = await mkdtemp(path.join(tmpdir(), 'rehearsal-stage-'));
  const settings = requireSettings({
    ...sampleSettings({ data: folder, publicUrl: BASE }),
    rules: { quotas },
    sheet: { spreadsheetId: 'sheet-of-the-stage' },
  });
  const settingsFile = path.join(folder, 'settings.json');
  await writeFile(settingsFile, JSON.stringify(settings));
  const [google, smtp, tasks] = [await startGoogleIdentity(), await startSmtp(), await startTasks(project)];
  const store = openFirestoreRestStore({ collections, project, emulator: emulator.host });
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const system: System = {
    store,
    queue: { enqueue: async () => 'enqueued' },
    rules: domainRules(settings),
    timeScale: 1,
    hash,
    log: () => undefined,
  };
  const key = randomBytes(32);
  const webhookSecret = `whsec_${randomBytes(32).toString('base64')}`;
  const agentToken = randomBytes(32).toString('base64url');
  const given = {
    NODE_ENV: 'production',
    NODE_OPTIONS: `--require=${await networkGuard(folder)}`,
    CERTIFICATES: google.host,
    FIRESTORE_EMULATOR_HOST: emulator.host,
    CLOUD_TASKS_EMULATOR_HOST: tasks.rest,
    GOOGLE_CLOUD_PROJECT: project,
    REHEARSAL_SETTINGS: settingsFile,
    REHEARSAL_LOCATION: LOCATION,
    FUNCTIONS_URL: AUDIENCE,
    CALLER_AUDIENCE: AUDIENCE,
    TASKS_SERVICE_ACCOUNT: TASKS_ACCOUNT,
    SCHEDULER_SERVICE_ACCOUNT: SCHEDULER_ACCOUNT,
    OUTPUT_BUCKET: 'outputs',
    WEBHOOK_SECRETS: webhookSecret,
    PULL_REQUEST_SECRETS: PULL_REQUEST_SECRET,
    LINK_KEYS: key.toString('base64'),
    STATEMENT_KEYS: STATEMENT_KEY,
    AGENT_TOKENS: `local=${agentToken}`,
    SMTP_URL: smtp.url,
    GITHUB_TOKEN: 'none',
    CHAT_WEBHOOK: 'https://chat.example/hook',
    EVENT_SECRETS: ' ',
    SIGN_IN_SECRETS: ' ',
    OPERATOR_TOKENS: `grace=${createHash('sha256').update(OPERATOR_TOKEN).digest('hex')}`,
  };
  return {
    system,
    smtp,
    tasks,
    google,
    webhookSecret,
    agentToken,
    links: createLinkSigner({ keys: [key], baseUrl: BASE }),
    environment: (name) => ({ ...given, FUNCTION_TARGET: name }),
    async close() {
      await Promise.all([store.close(), google.close(), smtp.close(), tasks.stop(), emulator.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As plain JavaScript: what is loaded before a bundle shall not weigh on its start. */
async function networkGuard(folder: string): Promise<string> {
  const outfile = path.join(folder, 'network-guard.cjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'network-guard.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });
  return outfile;
}

/** Its tasks go nowhere: the functions' addresses are of no machine. */
async function startTasks(project: string): Promise<StandIn> {
  const tasks = await startCloudTasksStandIn({ token: async () => 'none' });
  const client = connectToStandIn(tasks.port, project);
  await createQueues(client, project, LOCATION, taskRoutes);
  await client.close();
  return tasks;
}
