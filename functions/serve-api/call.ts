import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperationProblem } from '#contexts/access/contracts/operation-answer.ts';
import { backendSlugs } from '#contexts/backends/app/named.ts';
import { spoken } from '#contexts/access/contracts/api/spoken.ts';
import { hasBody } from '#doors/contracts/api/operations.ts';
import type { Found } from '#doors/contracts/api/find.ts';
import { readInput } from '#doors/contracts/api/read-input.ts';
import { deprecationHeaders } from '#doors/deprecation.ts';
import { parseJson, readBody } from '#doors/http.ts';
import { sendAnswer, sendJson, sendProblem, type ProblemCode, type ProblemDetails } from '#doors/problem-json.ts';
import { refusalAnswer } from '#doors/refusal.ts';
import { readOperation } from '#doors/read-operation.ts';
import type { OperationRequest } from '#doors/contracts/operations.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { ApiDoor } from './door.ts';

export interface Call extends Found {
  query: readonly (readonly [string, string])[];
  request: IncomingMessage;
  response: ServerResponse;
}

type Refused = { refused: ProblemCode } & ProblemDetails;

/** One call: who, what, whether they may, and what comes of it. */
export async function answerCall(system: System, door: ApiDoor, call: Call): Promise<void> {
  const { request, response, operation } = call;
  const who = await door.callerOf(request.headers.authorization);
  if (who === undefined) {
    system.log('WARNING', 'caller refused', { why: 'no token of anybody' });
    response.setHeader('www-authenticate', 'Bearer');
    return sendProblem(response, 'unauthorized');
  }
  const read = await readCall(system, call);
  if ('refused' in read) return sendProblem(response, read.refused, read);
  const result = await door.operate(who, read.asked);
  if ('refusal' in result) return sendAnswer(response, refusalAnswer(result.refusal, system.rules));
  if ('problems' in result) return sendProblem(response, 'invalid_request', { problems: result.problems });
  if ('refused' in result) return sendProblem(response, result.refused, { detail: result.detail });
  const { answer, route } = operation;
  sendJson(
    response,
    route.creates === true && result.done.outcome === 'created' ? 201 : 200,
    spoken(answer, result.done),
    deprecationHeaders(route),
  );
}

async function readCall(system: System, call: Call): Promise<{ asked: OperationRequest } | Refused> {
  const { operation, given, query, request } = call;
  const body = hasBody(call.operation) ? await readJson(request) : { value: undefined };
  if ('refused' in body) return body;
  const input = readInput({ operation, given }, query, body.value);
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
    : { refused: 'not_found', detail: `there is no ${named.path} ${given[named.path]?.slice(0, 100) ?? ''}: ${named.message}` };
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
