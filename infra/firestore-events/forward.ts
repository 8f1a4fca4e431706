import { setTimeout as sleep } from 'node:timers/promises';
import type { BridgeOptions, Delivery } from './delivery.ts';

/** Until it is answered with 2xx, as Eventarc with retry on; the emulator itself asks only once. */
export async function forward(delivery: Delivery, options: BridgeOptions, signal: AbortSignal): Promise<void> {
  const { attempts = 20, backoff = 200 } = options;
  let why = '';
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    why = await post(delivery, options, signal);
    if (why === '') return;
    await sleep(Math.min(backoff * 2 ** (attempt - 1), backoff * 20), undefined, { signal });
  }
  options.onDropped?.(delivery.subject, why);
}

/** Empty when it was taken, else why not. */
async function post({ target, headers, body }: Delivery, { token }: BridgeOptions, signal: AbortSignal): Promise<string> {
  try {
    const identity = token === undefined ? {} : { authorization: `Bearer ${await token(target)}` };
    const answer = await fetch(target, {
      method: 'POST',
      headers: { ...headers, ...identity, 'content-type': 'application/protobuf' },
      body: new Uint8Array(body),
      signal,
    });
    await answer.body?.cancel();
    return answer.ok ? '' : `answered ${answer.status}`;
  } catch (error) {
    return error instanceof Error || (typeof error === 'object' && error !== null && 'message' in error)
      ? String(error.message)
      : String(error);
  }
}
