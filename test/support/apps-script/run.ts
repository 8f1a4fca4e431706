import { once } from 'node:events';
import { MessageChannel, Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Mail, SentForm, Trigger } from './services.ts';

/** What one run of the script left behind. */
interface Ran {
  failed?: string;
  mails: Mail[];
  errors: string[];
  triggers: Trigger[];
  items: { title: string; type: string; choices: string[] }[];
  properties: Record<string, string>;
}

export interface AppsScript {
  /** Calls a function of the script at an instant; `set` are script properties that a person changed before. */
  run(call: string, at: number, sent?: SentForm, set?: Record<string, string>): Promise<Ran>;
  /** Each call to the outside so far: headers and body as they were sent. */
  posts: { headers: Record<string, string>; body: string }[];
  close(): Promise<void>;
}

const asked = z.object({
  url: z.string(),
  options: z.strictObject({
    method: z.literal('post'),
    contentType: z.string(),
    headers: z.record(z.string(), z.string()),
    payload: z.string(),
    muteHttpExceptions: z.literal(true),
    followRedirects: z.literal(false),
  }),
});

export function startAppsScript(properties: Record<string, string>): AppsScript {
  const { port1, port2 } = new MessageChannel();
  const signal = new SharedArrayBuffer(4);
  const posts: AppsScript['posts'] = [];
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { port: port2, signal, properties },
    transferList: [port2],
  });
  const reply = async (message: unknown): Promise<void> => {
    port1.postMessage(await answer(asked.parse(message), posts));
    Atomics.store(new Int32Array(signal), 0, 1);
    Atomics.notify(new Int32Array(signal), 0);
  };
  port1.on('message', (message) => void reply(message));
  return {
    posts,
    async run(call, at, sent, set) {
      worker.postMessage({ call, at, sent, set }, []);
      const [ran] = (await once(worker, 'message')) as [Ran];
      return ran;
    },
    async close() {
      port1.close();
      await worker.terminate();
    },
  };
}

/** Real HTTP. */
async function answer({ url, options }: z.infer<typeof asked>, posts: AppsScript['posts']): Promise<object> {
  const { headers, payload, contentType } = options;
  posts.push({ headers, body: payload });
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': contentType },
      body: payload,
      redirect: 'manual',
    });
    return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
  } catch (error) {
    return { error: String(error), status: 0, headers: {}, text: '' };
  }
}
