import { subscribe } from 'node:diagnostics_channel';
import http from 'node:http';
import { Socket } from 'node:net';
import { problemAnswer, type ProblemCode } from '#doors/problem-json.ts';

/** How long a connection may take for what, in milliseconds, and how many there may be. */
export interface ConnectionLimits {
  /** Until the headers are there. */
  headers: number;
  /** Until the whole request is there, headers and body. */
  request: number;
  /** Between two requests. */
  keepAlive: number;
  /** Without a byte in either direction, while it is answered. */
  idle: number;
  /** How often the first two are looked at. */
  check: number;
  connections: number;
}

/** A waiting poll is silent for 25 seconds; the largest body is a mebibyte. */
export const CONNECTION_LIMITS: ConnectionLimits = {
  headers: 10_000,
  request: 30_000,
  keepAlive: 5_000,
  idle: 120_000,
  check: 1_000,
  connections: 500,
};

/** A server that nobody holds up by being slow, on loopback neither; what cannot be read as a request is told so in our own words (P4). */
export function createLimitedServer(limits: ConnectionLimits): http.Server {
  const server = http.createServer({
    headersTimeout: limits.headers,
    requestTimeout: limits.request,
    keepAliveTimeout: limits.keepAlive,
    // A client that is told to be gone by then may still be on its way, and a process that is busy hears it late.
    keepAliveTimeoutBuffer: limits.keepAlive,
    connectionsCheckingInterval: limits.check,
  });
  server.maxConnections = limits.connections;
  server.setTimeout(limits.idle);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (socket.writable && answering.get(socket)?.headersSent !== true) socket.write(lastWords(error.code));
    // What was said already is still to go out: `destroy` would throw it away.
    if (socket instanceof Socket) socket.destroySoon();
    else socket.destroy();
  });
  return server;
}

/** Connection → what is being answered on it; known from before anybody else sees the request. */
const answering = new WeakMap<object, http.ServerResponse>();
subscribe('http.server.request.start', (message) => {
  if (isAnswer(message) && message.response.socket !== null) answering.set(message.response.socket, message.response);
});

function isAnswer(message: unknown): message is { response: http.ServerResponse } {
  return typeof message === 'object' && message !== null && 'response' in message && message.response instanceof http.ServerResponse;
}

const codes: Readonly<Record<string, ProblemCode>> = { ERR_HTTP_REQUEST_TIMEOUT: 'too_slow', HPE_HEADER_OVERFLOW: 'headers_too_large' };

function lastWords(error = ''): string {
  const { status, headers, body } = problemAnswer((Object.hasOwn(codes, error) ? codes[error] : undefined) ?? 'malformed_request');
  const all = { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${http.STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
}
