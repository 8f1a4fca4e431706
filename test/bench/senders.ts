import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { countStates } from '#infra/embedded/demo/forms.ts';
import { createPoster, signed } from './post.ts';

interface Order {
  url: string;
  secret: string;
  senders: number;
  /** Milliseconds. */
  time: number;
}

export interface Sent {
  accepted: number;
  refused: number;
  seconds: number;
  /** Milliseconds of each answer. */
  times: number[];
}

/** So many senders, each one form after another, from a thread of their own. */
export function sendFromThread(order: Order): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: order });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function send({ url, secret, senders, time }: Order): Promise<Sent> {
  const poster = createPoster();
  const sent: Sent = { accepted: 0, refused: 0, seconds: 0, times: [] };
  const began = performance.now();
  async function sender(): Promise<void> {
    while (performance.now() - began < time) {
      const { headers, body } = signed(exampleForm(), secret);
      const start = performance.now();
      const { status } = await poster.post(`${url}/requests`, headers, body);
      sent.times.push(performance.now() - start);
      if (status === 201) sent.accepted += 1;
      else sent.refused += 1;
    }
  }
  await Promise.all(Array.from({ length: senders }, sender));
  poster.close();
  return { ...sent, seconds: (performance.now() - began) / 1000 };
}

/** Two jobs, one after the other: what people usually ask for. */
export function exampleForm(): Record<string, unknown> {
  return countStates({ explorations: 6, states: 21, invalid: 0 });
}

// The rule means windows; a thread's port has no origin.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
if (!isMainThread && parentPort !== null) parentPort.postMessage(await send(workerData as Order));
