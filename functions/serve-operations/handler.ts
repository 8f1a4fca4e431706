import { askPath } from '#contexts/access/pages/asking/ask-view.ts';
import type { PlaceOf } from '#contexts/access/app/authorize.ts';
import { refusalAnswer } from '#doors/refusal.ts';
import { operatorWithToken } from '#doors/who-is.ts';
import type { KnownReader } from '#contexts/operations/ports/known.ts';
import type { Starters } from '#contexts/schedules/ports/starter.ts';
import { parseJson, readBody } from '#doors/http.ts';
import { backendSlugs } from '#contexts/backends/app/named.ts';
import { readOperation } from '#doors/read-operation.ts';
import { sendAnswer, sendJson, sendProblem } from '#doors/problem-json.ts';
import type { Handler } from '#doors/task-handler.ts';
import type { Intake } from '#products/rehearsal/app/intake.ts';
import type { AskTools } from '#products/pipelines/app/ask/ask-run.ts';
import { createDo, type AskDoor } from './do.ts';
import { createJobs, jobsPath } from './jobs.ts';
import { operate, type System } from './operate.ts';

export interface OperatorDoor {
  /** Whose bearer token this is. */
  operatorOf: (authorization: string | undefined) => string | undefined;
  newId: () => string;
  intakeOpen: boolean;
  /** X6. Where a browser of theirs is signed in. */
  signInUrl: (name: string) => string | undefined;
  newToken: () => string;
  /** O7. What schedules can start. */
  starters: Starters;
  /** I1. How requests are taken. */
  intake?: Intake;
  /** O6. What repositories have that can be run. */
  known: readonly KnownReader[];
  /** K2. What runs of pipelines are made with. */
  asks: AskTools;
  /** W4. Where what is asked about lies. */
  placeOf: PlaceOf;
  /** W6. What pages ask for. */
  pages: AskDoor;
}

/** B4, E7: `POST /operations/v1` with one operation. Nothing is read, and nothing said, before the token is known. */
export function createServeOperations(system: System, { operatorOf, signInUrl, pages, ...door }: OperatorDoor): Handler {
  const ask = createDo(system, { ...door, ...pages });
  const jobs = createJobs(system, { ...door, ...pages });
  return async (request, response) => {
    if (request.url?.startsWith(askPath) === true) return ask(request, response);
    if (request.url?.split(/[?#]/, 1)[0] === jobsPath) return jobs(request, response);
    if (request.method !== 'POST') return sendProblem(response, 'method_not_allowed', { allow: ['POST'] });
    const by = operatorOf(request.headers.authorization);
    if (by === undefined) {
      system.log('WARNING', 'caller refused', { why: 'not the token of an operator' });
      return sendProblem(response, 'unauthorized');
    }
    const read = await readBody(request, ['application/json']);
    if (!read.ok) return sendProblem(response, read.code);
    const json = parseJson(read.body);
    const at = { rules: system.rules, now: await system.store.now(), backends: await backendSlugs(system) };
    const asked = readOperation(json.ok ? json.value : undefined, at);
    if ('problems' in asked) return sendProblem(response, 'invalid_request', { problems: asked.problems });
    const who = operatorWithToken(by, system.rules.roles);
    const result = await operate(system, { ...door, who, signInUrl: () => signInUrl(by) }, asked.asked);
    if ('refusal' in result) return sendAnswer(response, refusalAnswer(result.refusal, system.rules));
    if ('problems' in result) return sendProblem(response, 'invalid_request', { problems: result.problems });
    if ('refused' in result) return sendProblem(response, result.refused, { detail: result.detail });
    sendJson(response, 200, result.done);
  };
}
