import { apiPath } from '#doors/contracts/api/operations.ts';
import { operationsAt } from '#doors/contracts/api/find.ts';
import { sendProblem } from '#doors/problem-json.ts';
import type { Handler } from '#doors/task-handler.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { answerCall } from './call.ts';
import type { ApiDoor } from './door.ts';
import { servesDocument } from './pages.ts';
import { targetOf } from './target.ts';

/** P1, B4: what programs ask for, under /api/v1. What can be asked for is no secret (it is documented); whose token it is comes before all else. */
export function createServeApi(system: System, door: ApiDoor): Handler {
  return async (request, response) => {
    const { path, segments, query } = targetOf(request.url, apiPath);
    if (servesDocument(path, request.method, response, door.sendPage)) return;
    const found = segments === undefined ? [] : operationsAt(segments);
    if (found.length === 0) return sendProblem(response, 'not_found');
    const allow = allowed(found.map(({ operation }) => operation.route.method));
    if (request.method === 'OPTIONS') return void response.writeHead(204, { allow: allow.join(', ') }).end();
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const called = found.find(({ operation }) => operation.route.method === method);
    if (called === undefined) return sendProblem(response, 'method_not_allowed', { allow });
    await answerCall(system, door, { ...called, query, request, response });
  };
}

const ORDER = ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS'];

function allowed(methods: readonly string[]): string[] {
  return ORDER.filter((one) => one === 'OPTIONS' || methods.includes(one === 'HEAD' ? 'GET' : one));
}
