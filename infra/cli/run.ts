import { z } from 'zod';
import { operationAnswer, operationsPath, type OperationRequest } from '#doors/contracts/operations.ts';
import type { Environment } from '#platform/config.ts';
import { completion } from './completion.ts';
import { helpText, isHelp, parseArguments } from './parse.ts';
import { offlineCommand } from './offline.ts';
import { findPlace, type Place } from './place.ts';
import { printed } from './print.ts';
import type { Said } from './said.ts';

/** One command of the command line, from its words to what it says. */
export async function runCommand(typed: readonly string[], env: Environment): Promise<Said> {
  if (typed[0] === 'completion' && !typed.some(isHelp)) return completion(typed.slice(1));
  const offline = offlineCommand(typed);
  if (offline !== undefined && !offline.rest.some(isHelp)) return offline.command.run(offline.rest, env);
  const parsed = parseArguments(typed);
  if ('help' in parsed) return { code: 0, out: helpText(parsed.about), err: '' };
  const place = await findPlace(env);
  const problems = [...('problems' in parsed ? parsed.problems : []), ...('problems' in place ? place.problems : [])];
  if ('problems' in parsed || ('problems' in place && place.code === 2))
    return { code: 2, out: '', err: `${problems.map((text) => `  ${text}`).join('\n')}\nSee npm run rehearsal -- help\n` };
  if ('problems' in place) return { code: place.code, out: '', err: `${place.problems.join('\n')}\n` };
  return ask(place, parsed.ask, parsed.json);
}

const problem = z.object({
  title: z.string(),
  detail: z.string().optional(),
  problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

async function ask({ url, token }: Place, operation: OperationRequest, json: boolean): Promise<Said> {
  const answer = await post(`${url.replace(/\/+$/, '')}${operationsPath}`, token, operation);
  if (answer === undefined) return { code: 3, out: '', err: `nothing answers at ${url}\n` };
  const { status, body } = answer;
  if (status === 200) {
    const told = operationAnswer.parse(body);
    return { code: told.amiss === true ? 1 : 0, out: json ? `${JSON.stringify(told, null, 2)}\n` : printed(told), err: '' };
  }
  const refused = problem.safeParse(body);
  const lines = refused.success
    ? [refused.data.detail ?? refused.data.title, ...(refused.data.problems ?? []).map(told)]
    : [`answered ${status}`];
  const code = status === 401 ? 4 : status === 422 ? 2 : status >= 500 ? 3 : 1;
  return { code, out: json && body !== undefined ? `${JSON.stringify(body, null, 2)}\n` : '', err: `${lines.join('\n')}\n` };
}

function told({ path, message }: { path: string; message: string }): string {
  return `  ${path}: ${message}`;
}

/** Long enough for a sweep with much to do. */
const PATIENCE = 300_000;

async function post(url: string, token: string, body: OperationRequest): Promise<{ status: number; body: unknown } | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    const json: unknown = await response.json().catch(() => undefined);
    return { status: response.status, body: json };
  } catch {
    return undefined;
  }
}
