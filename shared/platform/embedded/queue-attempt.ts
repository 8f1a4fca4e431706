import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

interface Post {
  url: string;
  headers: OutgoingHttpHeaders;
  body: string | Uint8Array;
  signal: AbortSignal;
}

/** `error` is a code or a few fixed words, never anything that the other side wrote. */
export type PostOutcome = { status: number; retryAfter: string | undefined } | { error: string };

/** Posts over connections that are kept open: the second task to a function costs no handshake. Never throws. */
export interface Poster {
  post(post: Post): Promise<PostOutcome>;
  close(): void;
}

export function createPoster(): Poster {
  const plain = new HttpAgent({ keepAlive: true });
  const secure = new HttpsAgent({ keepAlive: true });

  async function post(what: Post): Promise<PostOutcome> {
    const first = await send(what, what.url.startsWith('https:') ? secure : plain);
    // A kept connection may be closed by the other side in the moment that we use it: that says nothing about the task.
    return first === 'stale' ? plainly(await send(what, false)) : first;
  }
  function close(): void {
    plain.destroy();
    secure.destroy();
  }
  return { post, close };
}

function send(what: Post, agent: HttpAgent | false): Promise<PostOutcome | 'stale'> {
  return new Promise((resolve) => {
    const options: RequestOptions = {
      method: 'POST',
      agent,
      signal: what.signal,
      headers: { ...what.headers, 'content-length': Buffer.byteLength(what.body) },
    };
    let answered = false;
    const fail = (error: NodeJS.ErrnoException): void => {
      if (what.signal.aborted) resolve({ error: 'no answer before the deadline' });
      else if (request.reusedSocket && error.code === 'ECONNRESET' && !answered) resolve('stale');
      else resolve({ error: `no answer: ${error.code ?? error.name}` });
    };
    const receive = (response: IncomingMessage): void => {
      answered = true;
      response.on('end', () => resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] }));
      response.on('error', fail);
      response.resume();
    };
    const request = what.url.startsWith('https:') ? httpsRequest(what.url, options, receive) : httpRequest(what.url, options, receive);
    request.on('error', fail);
    request.end(what.body);
  });
}

function plainly(outcome: PostOutcome | 'stale'): PostOutcome {
  return outcome === 'stale' ? { error: 'no answer: ECONNRESET' } : outcome;
}
