import type { IncomingMessage, ServerResponse } from 'node:http';
import { feedQuery, LONGEST_WAIT } from '#doors/contracts/feed-event.ts';
import { fromOf, hear, seesByRights, type Sees } from '#doors/feed.ts';
import { openedByPath } from '#doors/opened-request.ts';
import { sendJson, sendProblem } from '#doors/problem-json.ts';
import type { Handler } from '#doors/task-handler.ts';
import { RIGHTS_EVERY, type EventsDoor } from './door.ts';
import { stream } from './stream.ts';

/** P7: `GET /api/v1/events`, as a long poll, or as a stream for whoever asks for one. Without a proof nothing is said. */
export function createServeEvents(door: EventsDoor): Handler {
  return async (request, response) => {
    if (request.method !== 'GET') return sendProblem(response, 'method_not_allowed', { allow: ['GET'] });
    const [, query = ''] = (request.url ?? '').split('?', 2);
    const asked = feedQuery.safeParse(Object.fromEntries(new URLSearchParams(query)));
    if (!asked.success)
      return sendProblem(response, 'invalid_request', { detail: 'after, since, wait (seconds) and page are what can be asked' });
    const { wait, page, since } = asked.data;
    const from = fromOf(door.cursors, { after: lastEventId(request) ?? asked.data.after, since });
    if (from === undefined) return sendProblem(response, 'invalid_request', { detail: 'this is no cursor of the feed' });
    const listener = (): Promise<Sees | undefined> => listenerOf(door, request, page);
    const sees = await listener();
    if (sees === undefined) return sendProblem(response, 'unauthorized');
    const gone = goneOf(response);
    if (/\btext\/event-stream\b/.test(request.headers.accept ?? '')) return stream(door, { response, from, sees, listener, gone });
    const answer = await poll(door, { from, wait: Math.min(wait, LONGEST_WAIT) * 1_000, sees, listener, gone });
    if (gone.aborted) return;
    if (answer === undefined) return sendProblem(response, 'unauthorized');
    sendJson(response, 200, answer);
  };
}

/** Whoever comes with a page's own secret sees what that page is about; the others what they have the right to. */
async function listenerOf(door: EventsDoor, request: IncomingMessage, page: string | undefined): Promise<Sees | undefined> {
  const bySecret = page === undefined ? undefined : openedByPath(door, undefined, page);
  if (bySecret !== undefined) return ({ kind, id }) => Promise.resolve(kind === 'request' && id === bySecret.id);
  const who = await door.whoIs(request);
  if (who === undefined) return undefined;
  const sees = seesByRights(who, door.placeOf);
  if (page === undefined) return sees;
  const opened = openedByPath(door, who, page);
  return opened && (async (subject) => subject.kind === 'request' && subject.id === opened.id && sees(subject));
}

interface Polling {
  from: Parameters<typeof hear>[1]['from'];
  wait: number;
  sees: Sees;
  listener: () => Promise<Sees | undefined>;
  gone: AbortSignal;
}

/** Undefined: they may hear nothing any more. */
async function poll(
  door: EventsDoor,
  { from, wait, sees, listener, gone }: Polling,
): Promise<Awaited<ReturnType<typeof hear>> | undefined> {
  const until = door.wall() + wait;
  let [place, may] = [from, sees];
  for (;;) {
    const left = until - door.wall();
    const answer = await hear(door, { sees: may, from: place, wait: Math.min(left, RIGHTS_EVERY), gone });
    if (answer.events.length > 0 || answer.reset || gone.aborted || left <= RIGHTS_EVERY || typeof place === 'string' || 'since' in place)
      return answer;
    const still = await listener();
    if (still === undefined) return undefined;
    [place, may] = [fromOf(door.cursors, { after: answer.cursor }) ?? place, still];
  }
}

function lastEventId({ headers }: IncomingMessage): string | undefined {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function goneOf(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  return gone.signal;
}
