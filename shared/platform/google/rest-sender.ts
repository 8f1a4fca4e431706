import { Agent as PlainAgent, request as plainRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent, request as secureRequest } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import type { Duration } from '#kernel/time.ts';

interface Answer {
  status: number;
  text: string;
}

export interface Sender {
  /** Rejects when there is no whole answer; with the name TimeoutError when it did not come in time. */
  post(path: string, text: string, token: string): Promise<Answer>;
  close(): void;
}

/** Idle connections are dropped before Google's front end drops them (4 minutes). */
const IDLE: Duration = 60_000;

/**
 * Node's own client: the SDKs' transports take longer to load than a whole call takes (docs/decisions). A few connections are kept
 * open between calls. Plain listeners and a plain timer: whoever waits for a form waits for two calls one after the other, and the
 * conveniences (an address parsed for each call, AbortSignal.timeout, reading by `for await`) are a tenth of a call's time.
 */
export function openSender(origin: string, patience: Duration): Sender {
  const secure = origin.startsWith('https:');
  const agent = secure ? new Agent({ keepAlive: true, timeout: IDLE }) : new PlainAgent({ keepAlive: true, timeout: IDLE });
  const request = secure ? secureRequest : plainRequest;
  const common = { ...urlToHttpOptions(new URL(origin)), method: 'POST', agent };

  function post(path: string, text: string, token: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), authorization: `Bearer ${token}` };
      const options = { ...common, path: `/${path}`, headers };
      const fail = (error: Error): void => {
        clearTimeout(late);
        reject(error);
      };
      const begin = (): ClientRequest => {
        let answered = false;
        const one = request(options, (answer) => {
          answered = true;
          collect(answer, fail, (whole) => {
            clearTimeout(late);
            resolve(whole);
          });
        });
        // An idle connection that the other side has closed meanwhile, as happens to an instance that slept: one more try, on another one.
        one.on('error', (error) => (!answered && one.reusedSocket && wasReset(error) ? (sending = begin()) : fail(error))).end(text);
        return one;
      };
      const late = setTimeout(() => {
        const error = new DOMException(`no whole answer within ${patience} ms`, 'TimeoutError');
        reject(error);
        // Named, so that it is not taken for a connection that the other side has closed.
        sending.destroy(error);
      }, patience).unref();
      let sending = begin();
    });
  }

  return { post, close: () => agent.destroy() };
}

/** An answer that breaks off is an error of the answer, and never ends. */
function collect(answer: IncomingMessage, fail: (error: Error) => void, done: (answer: Answer) => void): void {
  const chunks: Buffer[] = [];
  answer
    .on('data', (chunk: Buffer) => void chunks.push(chunk))
    .on('end', () => done({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }))
    .on('error', fail);
}

function wasReset(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}
