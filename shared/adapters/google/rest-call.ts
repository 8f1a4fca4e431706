import { Agent as PlainAgent, request as plainRequest, type IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import type { Duration } from '#domain/time.ts';
import type { AccessTokens } from './access-tokens.ts';
import { RestError, refusal } from './rest-error.ts';

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

/** Idle connections are dropped before Google's front end drops them (4 minutes). */
const IDLE: Duration = 60_000;

interface Sender {
  send(path: string, text: string, token: string, signal: AbortSignal): Promise<IncomingMessage>;
  close(): void;
}

/**
 * Node's own client: the SDKs' transports take longer to load than a whole call takes (docs/decisions). A few connections are kept
 * open between calls.
 */
function sender(origin: string): Sender {
  const secure = origin.startsWith('https:');
  const agent = secure ? new Agent({ keepAlive: true, timeout: IDLE }) : new PlainAgent({ keepAlive: true, timeout: IDLE });

  function send(path: string, text: string, token: string, signal: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), authorization: `Bearer ${token}` };
      const sending = (secure ? request : plainRequest)(`${origin}/${path}`, { method: 'POST', agent, headers, signal }, resolve);
      // An idle connection that the other side has closed meanwhile, as happens to an instance that slept: one more try, on another one.
      const again = (error: Error): void =>
        sending.reusedSocket && wasReset(error) ? resolve(send(path, text, token, signal)) : reject(error);
      sending.on('error', again).end(text);
    });
  }

  return { send, close: () => agent.destroy() };
}

export function restService({ origin, tokens, patience }: RestOptions): RestService {
  const calls = sender(origin);
  let closed = false;
  return {
    async post(path, body) {
      // Not an outage: nobody should wait for it to pass.
      if (closed) throw new RestError('FAILED_PRECONDITION', 'this service was closed');
      const token = await tokens.get();
      let status = 0;
      let text = '';
      try {
        const answer = await calls.send(path, JSON.stringify(body), token, AbortSignal.timeout(patience));
        status = answer.statusCode ?? 0;
        text = await textOf(answer);
      } catch (error) {
        throw lost(error);
      }
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

function wasReset(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
