import type { Environment } from '#platform/config.ts';
import { headersFor, urlOf } from './client/send.ts';
import { findPlace } from './place.ts';
import type { Said } from './said.ts';

/** Milliseconds. */
const PATIENCE = 300_000;

/** A text that a page hands out, for whoever may open that page. */
export async function fetched(path: string, env: Environment, missing: string): Promise<Said> {
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

export function notUnderstood(usage: string): Said {
  return { code: 2, out: '', err: `  not understood\nnpm run rehearsal -- ${usage}\n` };
}

export function nothingAnswers(url: string): Said {
  return { code: 3, out: '', err: `nothing answers at ${url}\n` };
}
