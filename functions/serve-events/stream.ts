import type { ServerResponse } from 'node:http';
import { fromOf, hear, type Sees } from '#doors/feed.ts';
import type { FeedAnswer } from '#doors/contracts/feed-event.ts';
import { RIGHTS_EVERY, type EventsDoor } from './door.ts';

/** In ms: what stands between closes what is silent for longer. */
const HEARTBEAT = 15_000;

interface Streaming {
  response: ServerResponse;
  from: Parameters<typeof hear>[1]['from'];
  sees: Sees;
  listener: () => Promise<Sees | undefined>;
  gone: AbortSignal;
}

/** Server-sent events, each with its cursor: a browser that comes again names the last one by itself. */
export async function stream(door: EventsDoor, { response, from, sees, listener, gone }: Streaming): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const write = writer(response, gone);
  const begun = door.wall();
  await write(`retry: 3000\nevent: open\ndata: ${JSON.stringify({ lifetime: door.lifetime / 1_000, heartbeat: HEARTBEAT / 1_000 })}\n\n`);
  let [place, may, asked] = [from, sees, begun];
  while (!gone.aborted && door.wall() - begun < door.lifetime) {
    const answer = await hear(door, { sees: may, from: place, wait: HEARTBEAT, gone });
    if (gone.aborted) return;
    await write(textOf(answer));
    place = fromOf(door.cursors, { after: answer.cursor }) ?? place;
    if (door.wall() - asked < RIGHTS_EVERY) continue;
    const still = await listener();
    if (still === undefined) break;
    [may, asked] = [still, door.wall()];
  }
  response.end('event: end\ndata: {}\n\n');
}

function textOf({ events, cursor, reset }: FeedAnswer): string {
  const told = events.map((event) => `id: ${event.cursor}\nevent: change\ndata: ${JSON.stringify(event)}\n\n`);
  if (reset) return `id: ${cursor}\nevent: reset\ndata: {}\n\n`;
  // Also what was not for them: it is not looked at again.
  return told.length > 0 ? told.join('') : `id: ${cursor}\n: heartbeat\n\n`;
}

/** Whoever reads slower than there is to tell is waited for. */
function writer(response: ServerResponse, gone: AbortSignal): (text: string) => Promise<void> {
  return async (text) => {
    if (gone.aborted || response.write(text)) return;
    await new Promise<void>((resolve) => {
      response.once('drain', resolve);
      gone.addEventListener('abort', () => resolve(), { once: true });
    });
  };
}
