import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage, Server, ServerResponse } from 'node:http';
import { errorAnswer, type RefusalMaker } from './answer-error.ts';
import { MAX_BODY_BYTES, mediaTypeOf, parseJson } from './http.ts';
import type { ProblemCode } from './problem-json.ts';
import { refuseEarly } from './refuse-early.ts';
import { isReadableTarget } from './target.ts';

/**
 * The Functions Framework reads up to 1 GiB, and inflates compressed bodies up to as much, before a handler runs (I13). It makes
 * its server by itself, so nothing can be put in front of it by ordinary means; but every server is told of here before
 * its first request is handed on, and what a server emits can be held back.
 *
 * The door reads the body itself, at most `maxBytes` of it, and leaves it as `rawBody` (a Buffer) and `body` (the parsed value
 * of a JSON body, otherwise the same Buffer). Body parsers find nothing left to read and leave the request alone, so a
 * malformed body reaches the handler, which answers it, instead of the framework's own error page. An address that cannot be read goes no
 * further either: the framework would answer it with a stack trace.
 * By the time a handler runs, the request has ended: to learn that a caller hung up, listen to the response.
 */
export interface DoorRules {
  /** What this request is refused for before anything of it is read; undefined lets it in. */
  refuse?: (request: IncomingMessage) => ProblemCode | undefined;
  /** Most bytes of this request's body; 256 KiB unless given. */
  maxBytes?: (request: IncomingMessage) => number;
  /** How it words what it refuses; as a problem or a page unless given. */
  answer?: RefusalMaker;
}

const guarded = new WeakSet<Server>();

/** Every HTTP server of this process, made before or after, by whomever. To be called while a function's module loads. */
export function guardEveryServer(rules: DoorRules = {}): void {
  subscribe('http.server.request.start', (message) => {
    if (typeof message === 'object' && message !== null && 'server' in message && isServer(message.server))
      guardServer(message.server, rules);
  });
}

/** One server. The first rules count; guarding twice changes nothing. */
export function guardServer(server: Server, rules: DoorRules = {}): void {
  if (guarded.has(server)) return;
  guarded.add(server);
  const emit = server.emit.bind(server);
  function emitGuarded(event: string, ...values: unknown[]): boolean {
    const [request, response] = values;
    if (event !== 'request' || !(request instanceof IncomingMessage) || !isResponse(response)) return emit(event, ...values);
    const refused = isReadableTarget(request.url) ? rules.refuse?.(request) : 'malformed_address';
    const refuse = (code: ProblemCode): void => refuseEarly(request, response, (rules.answer ?? errorAnswer)(request, code));
    if (refused !== undefined) refuse(refused);
    else letIn(request, rules.maxBytes?.(request) ?? MAX_BODY_BYTES, refuse, () => emit('request', request, response));
    return true;
  }
  Object.defineProperty(server, 'emit', { value: emitGuarded, configurable: true, writable: true });
}

/** What is wrong with a body is seen before it is read, where that can be. */
type Refuse = (code: ProblemCode) => void;

function letIn(request: IncomingMessage, maxBytes: number, refuse: Refuse, next: () => void): void {
  const { 'content-encoding': encoding, 'content-length': length, 'transfer-encoding': transfer } = request.headers;
  if (encoding !== undefined || (transfer !== undefined && transfer.toLowerCase() !== 'chunked')) {
    refuse('content_encoding_refused');
  } else if (Number(length ?? 0) > maxBytes) {
    refuse('body_too_large');
  } else if (request.readableEnded || (transfer === undefined && Number(length ?? 0) === 0)) {
    // Nothing to read, or read already: one guarded server may hand its requests on to another.
    next();
  } else {
    collect(request, maxBytes, refuse, next);
  }
}

/** When the sender breaks off there is nobody to answer, and the request goes no further. */
function collect(request: IncomingMessage, maxBytes: number, refuse: Refuse, next: () => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  function onData(chunk: Buffer): void {
    length += chunk.length;
    chunks.push(chunk);
    if (length <= maxBytes) return;
    request.off('data', onData).off('end', onEnd);
    chunks.length = 0;
    refuse('body_too_large');
  }
  function onEnd(): void {
    const rawBody = Buffer.concat(chunks);
    Object.assign(request, { rawBody, body: bodyOf(request, rawBody) });
    next();
  }
  request
    .on('data', onData)
    .on('end', onEnd)
    .on('error', () => chunks.splice(0));
}

function isServer(value: unknown): value is Server {
  return value instanceof Server;
}

function isResponse(value: unknown): value is ServerResponse {
  return value instanceof ServerResponse;
}

/** As the framework's own wrappers for events expect it. */
function bodyOf(request: IncomingMessage, rawBody: Buffer): unknown {
  if (!/^application\/(?:[a-z0-9.-]+\+)?json$/.test(mediaTypeOf(request) ?? '')) return rawBody;
  const parsed = parseJson(rawBody);
  return parsed.ok ? parsed.value : rawBody;
}
