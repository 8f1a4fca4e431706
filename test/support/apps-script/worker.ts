// Runs infra/google-form in a context of its own, as Apps Script does: all files in one global scope, every service synchronous. It is a thread, so that
// a call to the outside can wait for its answer while the test's server gives it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { formApp, lockService, propertiesService, responseOf, scriptApp, utilities } from './services.ts';
import type { Mail, SentForm, Trigger } from './services.ts';

const { port, signal, properties } = workerData as { port: MessagePort; signal: SharedArrayBuffer; properties: Record<string, string> };
const folder = path.resolve(import.meta.dirname, '../../../infra/google-form');
const values = new Map(Object.entries(properties));
const triggers: Trigger[] = [];
const mails: Mail[] = [];
const errors: string[] = [];
const items: { title: string; type: string; choices: string[] }[] = [];
let now = 0;

interface Fetched {
  error?: string;
  status: number;
  headers: Record<string, string>;
  text: string;
}

function fetchNow(url: string, options: object) {
  const flag = new Int32Array(signal);
  Atomics.store(flag, 0, 0);
  port.postMessage({ url, options });
  Atomics.wait(flag, 0, 0);
  const { message } = receiveMessageOnPort(port) as { message: Fetched };
  if (message.error !== undefined) throw new Error(`Address unavailable: ${url}`);
  return { getResponseCode: () => message.status, getContentText: () => message.text, getAllHeaders: () => message.headers };
}

const context = createContext({
  Utilities: utilities,
  PropertiesService: propertiesService(values),
  LockService: lockService(),
  ScriptApp: scriptApp(triggers),
  FormApp: formApp(items),
  MailApp: { sendEmail: (mail: Mail) => void mails.push({ to: mail.to, subject: mail.subject, body: mail.body }) },
  UrlFetchApp: { fetch: fetchNow },
  Date: { now: () => now },
  console: { error: (text: string) => void errors.push(text) },
});
for (const name of readdirSync(folder).filter((file) => file.endsWith('.gs')))
  runInContext(readFileSync(path.join(folder, name), 'utf8'), context, { filename: name });

parentPort?.on('message', ({ call, at, sent, set }: { call: string; at: number; sent?: SentForm; set?: Record<string, string> }) => {
  now = at;
  for (const [name, value] of Object.entries(set ?? {})) values.set(name, value);
  let failed: string | undefined;
  try {
    const handler = context[call] as (event?: object) => void;
    handler(sent === undefined ? undefined : { response: responseOf(sent) });
  } catch (error) {
    failed = String(error);
  }
  const ran = { failed, mails: mails.splice(0), errors: errors.splice(0), triggers, items, properties: Object.fromEntries(values) };
  parentPort?.postMessage(ran, []);
});
