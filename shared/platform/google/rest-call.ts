import type { IncomingMessage } from 'node:http';
import type { Duration } from '#kernel/time.ts';
import type { AccessTokens } from './access-tokens.ts';
import { RestError, refusal } from './rest-error.ts';
import { openSender } from './rest-sender.ts';

export interface RestOptions {
  /** `https://firestore.googleapis.com`, or an emulator's `http://host:port`. */
  origin: string;
  tokens: AccessTokens;
  /** Until an unanswered call is given up as DEADLINE_EXCEEDED. */
  patience: Duration;
}

/** One of Google's documented REST services. A call may be carried out twice or its answer lost; beyond that, retrying is the caller's business. */
export interface RestService {
  /** The answer's JSON. Throws RestError for anything but a good answer. */
  post(path: string, body: unknown): Promise<unknown>;
  /** Calls after it are refused. */
  close(): void;
}

export function restService({ origin, tokens, patience }: RestOptions): RestService {
  const calls = openSender(origin, patience);
  let closed = false;
  return {
    async post(path, body) {
      // Not an outage: nobody should wait for it to pass.
      if (closed) throw new RestError('FAILED_PRECONDITION', 'this service was closed');
      const token = await tokens.get();
      const { status, text } = await calls.post(path, JSON.stringify(body), token).catch((error: unknown) => {
        throw lost(error);
      });
      if (status === 401) tokens.drop();
      const json = parse(text);
      if (status >= 200 && status < 300 && json !== undefined) return json;
      throw refusal(status, json);
    },
    close() {
      closed = true;
      calls.close();
    },
  };
}

export async function textOf(answer: IncomingMessage): Promise<string> {
  const bytes: AsyncIterable<Buffer> = answer;
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** No answer, or half of one: whether the call was performed is not known. */
export function lost(error: unknown): RestError {
  const late = error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
  return new RestError(late ? 'DEADLINE_EXCEEDED' : 'UNAVAILABLE', error instanceof Error ? error.message : String(error), {
    cause: error,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
