import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRead } from '#doors/contracts/api/operations.ts';
import type { Place } from '../place.ts';
import type { Call } from './call.ts';

/** What came back; `again`: it was sent more than once. */
export interface Answered {
  status: number;
  body: unknown;
  /** Seconds. */
  retryAfter?: number;
  again: boolean;
}

/** Long enough for a sweep with much to do. Milliseconds. */
const PATIENCE = 300_000;
const TRIES = 4;
/** Whoever is told to wait for longer comes again by themselves. Milliseconds. */
const LONGEST = 20_000;
const FIRST = 250;

/** P2. What was not answered, or not now, is sent again: by its key a change is made once, however often it is sent. Undefined: nothing answers. */
export async function send(place: Place, call: Call): Promise<Answered | undefined> {
  const headers: Record<string, string> = {
    ...headersFor(place),
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(isRead(call.operation) ? {} : { 'idempotency-key': randomUUID() }),
  };
  const end = performance.now() + PATIENCE;
  for (let tried = 1; ; tried += 1) {
    const got = await once(urlOf(place, call.path), call, headers);
    const wait = tried < TRIES || isGoingOn(got) ? waitAfter(got, FIRST * 2 ** (tried - 1)) : undefined;
    if (wait === undefined || performance.now() + wait > end) return typeof got === 'string' ? undefined : { ...got, again: tried > 1 };
    await sleep(wait);
  }
}

export function headersFor({ token }: Place): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}

export function urlOf({ url }: Place, path: string): string {
  return `${url.replace(/\/+$/, '')}${path}`;
}

/** `lost`: it may have come, or comes if it is sent again; `away`: there is nobody. */
type Got = Omit<Answered, 'again'> | 'lost' | 'away';

async function once(url: string, { method, body }: Call, headers: Record<string, string>): Promise<Got> {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(url, { method, headers, redirect: 'error', signal, ...(body === undefined ? {} : { body }) });
    const text = await response.text();
    const after = Number(response.headers.get('retry-after') ?? Number.NaN);
    return { status: response.status, body: jsonOf(text), ...(Number.isFinite(after) ? { retryAfter: after } : {}) };
  } catch (error) {
    return isPassing(error) ? 'lost' : 'away';
  }
}

const LOST: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT']);

function isPassing(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: unknown } };
  return LOST.has(cause?.code);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
}

function isGoingOn(got: Got): boolean {
  return typeof got !== 'string' && codeIn(got.body) === 'request_in_progress';
}

/** Milliseconds until it is worth while to send it again; undefined: it is not. */
function waitAfter(got: Got, usual: number): number | undefined {
  if (typeof got === 'string') return got === 'lost' ? usual : undefined;
  const { status, retryAfter } = got;
  const isAway = [429, 502, 503, 504].includes(status) && codeIn(got.body) !== 'intake_closed';
  if (!isAway && !isGoingOn(got)) return undefined;
  const wait = retryAfter === undefined ? usual : retryAfter * 1000;
  return wait > LONGEST ? undefined : wait;
}
