import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './problem-json.ts';

/** How much more of a refused body is read and thrown away, in bytes and milliseconds, before the connection is cut. */
const MAX_DRAINED = 1024 * 1024;
const MAX_DRAIN_TIME = 2_000;

/**
 * Answers while the sender is still sending. Closing at once would make many senders lose the answer to a reset connection, so
 * the rest is thrown away for a while; a sender that goes on for longer than that is cut off.
 */
export function refuseEarly(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' });
  response.write(body);
  let drained = 0;
  const timer = setTimeout(finish, MAX_DRAIN_TIME);
  function finish(): void {
    clearTimeout(timer);
    request.off('data', onData);
    response.end();
  }
  function onData(chunk: Buffer): void {
    drained += chunk.length;
    if (drained > MAX_DRAINED) finish();
  }
  request.on('data', onData).on('end', finish).on('close', finish).on('error', finish);
}
