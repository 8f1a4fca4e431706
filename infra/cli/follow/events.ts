import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Environment } from '#platform/config.ts';
import { eventsPath, feedAnswer, LONGEST_WAIT } from '#doors/contracts/feed-event.ts';
import { headersFor, urlOf } from '../client/send.ts';
import { nothingAnswers, notUnderstood } from '../fetched.ts';
import { findPlace, type Place } from '../place.ts';
import type { Said, Say } from '../said.ts';

const TRIES = 5;

/** P7. What changes, as a line of JSON each: those behind a cursor, or from now on with `--follow`; the last line says where to go on. */
export async function events(typed: readonly string[], env: Environment, say: Say): Promise<Said> {
  const follow = typed.includes('--follow');
  const [, after] = /^--after=(.+)$/s.exec(typed.find((word) => word.startsWith('--after')) ?? '') ?? [];
  if (typed.length !== Number(follow) + Number(after !== undefined)) return notUnderstood('events [--after=CURSOR] [--follow]');
  const place = await findPlace(env);
  if ('problems' in place) return { code: place.code, out: '', err: `${place.problems.join('\n')}\n` };
  let cursor = after;
  for (let failed = 0; failed < TRIES;) {
    const got = await ask(place, cursor, follow && cursor !== undefined);
    if (got === undefined) {
      failed += 1;
      await sleep(250 * 2 ** failed);
      continue;
    }
    if ('refused' in got) return got.refused;
    failed = 0;
    for (const event of got.events) say(`${JSON.stringify(event)}\n`);
    if (got.reset) say(`${JSON.stringify({ reset: true, cursor: got.cursor })}\n`);
    cursor = got.cursor;
    if (!follow && got.events.length === 0) return { code: 0, out: `${JSON.stringify({ cursor })}\n`, err: '' };
  }
  return nothingAnswers(place.url);
}

const problem = z.object({ title: z.string(), detail: z.string().optional() });

/** Undefined: it is worth while to ask again. */
async function ask(
  place: Place,
  after: string | undefined,
  wait: boolean,
): Promise<z.infer<typeof feedAnswer> | { refused: Said } | undefined> {
  const query = new URLSearchParams({ ...(after === undefined ? {} : { after }), ...(wait ? { wait: String(LONGEST_WAIT) } : {}) });
  try {
    const signal = AbortSignal.timeout((LONGEST_WAIT + 30) * 1_000);
    const response = await fetch(urlOf(place, `${eventsPath}?${query.toString()}`), {
      headers: headersFor(place),
      redirect: 'error',
      signal,
    });
    const body: unknown = await response.json();
    if (response.status === 200) return feedAnswer.parse(body);
    if (response.status === 429 || response.status >= 500) return undefined;
    const { title, detail } = problem.parse(body);
    return { refused: { code: response.status === 401 ? 4 : 2, out: '', err: `${detail ?? title}\n` } };
  } catch {
    return undefined;
  }
}
