import type { Environment } from '#platform/config.ts';
import { headersFor, urlOf } from './client/send.ts';
import { findPlace } from './place.ts';
import type { Said } from './said.ts';

/** A8. What the request's page hands out, for whoever may open it. */
export async function getEvidence(typed: readonly string[], env: Environment): Promise<Said> {
  const [request, ...more] = typed;
  if (request === undefined || more.length > 0 || !/^[a-z0-9]{1,20}$/.test(request)) return notUnderstood('evidence get <request>');
  return get(`/requests/${request}/evidence.intoto.jsonl`, env, `request ${request} has no approval that stands, or is not yours to see`);
}

export async function getKeys(typed: readonly string[], env: Environment): Promise<Said> {
  return typed.length > 0 ? notUnderstood('evidence keys') : get('/evidence/keys.json', env, 'there are no keys');
}

function notUnderstood(usage: string): Said {
  return { code: 2, out: '', err: `  not understood\nnpm run rehearsal -- ${usage}\n` };
}

const PATIENCE = 60_000;

async function get(path: string, env: Environment, missing: string): Promise<Said> {
  const place = await findPlace(env);
  if ('problems' in place) return { code: place.code, out: '', err: `${place.problems.join('\n')}\n` };
  const { url } = place;
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const response = await fetch(urlOf(place, path), { headers: headersFor(place), redirect: 'manual', signal });
    if (response.status === 200) return { code: 0, out: await response.text(), err: '' };
    if (response.status === 401) return { code: 4, out: '', err: 'the token is not accepted\n' };
    return response.status >= 500 ? nothingAnswers(url) : { code: 1, out: '', err: `${missing}\n` };
  } catch {
    return nothingAnswers(url);
  }
}

function nothingAnswers(url: string): Said {
  return { code: 3, out: '', err: `nothing answers at ${url}\n` };
}
