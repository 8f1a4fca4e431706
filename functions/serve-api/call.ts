import { lowerFirst } from '#html/text.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { OperationProblem } from '#contexts/access/contracts/operation-answer.ts';
import { backendSlugs } from '#contexts/backends/app/named.ts';
import { spoken } from '#contexts/access/contracts/api/spoken.ts';
import { hasBody, isRead, type ApiOperation } from '#doors/contracts/api/operations.ts';
import type { Found } from '#doors/contracts/api/find.ts';
import { readInput } from '#doors/contracts/api/read-input.ts';
import { deprecationHeaders } from '#doors/deprecation.ts';
import { cursorText, placeIn } from '#doors/cursors.ts';
import { parseJson, readBody } from '#doors/http.ts';
import { sendJson, sendProblem } from '#doors/problem-json.ts';
import { refusedFor } from '#doors/refusal.ts';
import { readOperation } from '#doors/read-operation.ts';
import type { OperationRequest } from '#doors/contracts/operations.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { inTheirTrace } from '#doors/trace.ts';
import type { ApiDoor } from './door.ts';
import { keyed, type Refused, type Spoken } from './keyed.ts';

export interface Call extends Found {
  query: readonly (readonly [string, string])[];
  request: IncomingMessage;
  response: ServerResponse;
}

/** One call: who, what, whether they may, and what comes of it. */
export async function answerCall(system: System, door: ApiDoor, call: Call): Promise<void> {
  const { request, response, operation } = call;
  const who = await callerOf(system, door, request);
  if ('refused' in who) return refuse(response, who);
  const wait = door.rates.take(who.token ?? `${who.kind}:${who.id}`);
  if (wait !== undefined) return refuse(response, { refused: 'over_quota', retryAfter: wait / 1000 });
  const read = await readCall(system, door, call);
  if ('refused' in read) return refuse(response, read);
  const act = (newId?: () => string): Promise<Spoken | Refused> => perform(system, door, { who, operation, asked: read.asked, newId });
  const refusal = async (): Promise<Refused | undefined> => {
    const refused = await door.refusalOf(who, read.asked);
    return refused && refusedFor(refused, system.rules);
  };
  const called = (): Promise<Spoken | Refused> => (isRead(operation) ? act() : keyed(system, who, request, read.asked, { act, refusal }));
  const done = await inTheirTrace(request, system, called);
  if ('refused' in done) return refuse(response, done);
  sendJson(response, done.status, done.body, deprecationHeaders(operation.route));
}

/** Who a caller is, or that nobody can say now: never nobody for that. */
async function callerOf(system: System, door: ApiDoor, { headers }: IncomingMessage): Promise<Principal | Refused> {
  try {
    const who = await door.callerOf(headers.authorization);
    if (who === undefined) system.log('WARNING', 'caller refused', { why: 'no token of anybody' });
    return who ?? { refused: 'unauthorized' };
  } catch (error) {
    system.log('ERROR', 'caller not looked up', { cause: String(error).slice(0, 300) });
    return { refused: 'unavailable', retryAfter: 5 };
  }
}

function refuse(response: ServerResponse, { refused, ...details }: Refused): void {
  if (refused === 'unauthorized') response.setHeader('www-authenticate', 'Bearer');
  sendProblem(response, refused, details);
}

interface Asking {
  who: Principal;
  operation: ApiOperation;
  asked: OperationRequest;
  newId: (() => string) | undefined;
}

async function perform(system: System, door: ApiDoor, { who, operation, asked, newId }: Asking): Promise<Spoken | Refused> {
  const result = await door.operate(who, asked, newId);
  if ('refusal' in result) return refusedFor(result.refusal, system.rules);
  if ('problems' in result) return { refused: 'invalid_request', problems: result.problems };
  if ('refused' in result) return { refused: result.refused, detail: result.detail };
  const { name, route, answer } = operation;
  const { outcome } = result.done;
  const body = spoken(answer, result.done, (next) => cursorText(door.cursors, name, next));
  const isMade = route.creates === true && outcome === 'created';
  if (outcome === 'unchanged' || outcome === 'nothing_to_do') return { status: 200, body };
  const later = Object.entries(body).filter(([name]) => name !== route.secret);
  return { status: isMade ? 201 : 200, body, kept: { ...Object.fromEntries(later), ...(isMade ? { outcome: 'unchanged' } : {}) } };
}

async function readCall(system: System, { cursors }: ApiDoor, call: Call): Promise<{ asked: OperationRequest } | Refused> {
  const { operation, given, query, request } = call;
  const body = hasBody(call.operation) ? await readJson(request) : { value: undefined };
  if ('refused' in body) return body;
  const input = readInput({ operation, given }, query, body.value, (cursor) => placeIn(cursors, operation.name, cursor));
  if ('problems' in input) return { refused: 'invalid_request', problems: input.problems };
  const at = { rules: system.rules, now: await system.store.now(), backends: await backendSlugs(system) };
  const read = readOperation(input.asked, at);
  return 'asked' in read ? read : wrong(read.problems, given);
}

/** What the path names and cannot be is not there. */
function wrong(problems: readonly OperationProblem[], given: Record<string, string>): Refused {
  const named = problems.find(({ path }) => Object.hasOwn(given, path));
  return named === undefined
    ? { refused: 'invalid_request', problems }
    : { refused: 'not_found', detail: `${named.path} ${given[named.path]?.slice(0, 100) ?? ''}: ${lowerFirst(named.message)}` };
}

/** Where all that is asked for stands in the path, a body may be left out. */
async function readJson(request: IncomingMessage): Promise<{ value: unknown } | Refused> {
  if (request.headers['content-type'] === undefined && isEmpty(request)) return { value: {} };
  const read = await readBody(request, ['application/json']);
  if (!read.ok) return { refused: read.code };
  const json = parseJson(read.body);
  return json.ok ? json : { refused: 'malformed_body', detail: 'It is no JSON in UTF-8.' };
}

function isEmpty({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}
