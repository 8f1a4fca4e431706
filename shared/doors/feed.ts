import { isWithin, placesOf } from '#contexts/access/domain/rights/may.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { PlaceOf } from '#contexts/access/app/authorize.ts';
import { cursorText, readCursor, type Cursor } from '#kernel/feed/cursor.ts';
import type { From, Hub } from '#kernel/feed/hub.ts';
import type { Logged } from '#kernel/feed/log.ts';
import type { Subject } from '#kernel/subject.ts';
import type { Cursors } from './cursors.ts';
import type { FeedAnswer, FeedEvent } from './contracts/feed-event.ts';
import { readPermissions } from './read-permissions.ts';

/** Whether somebody may hear of a process. What cannot be looked up is an error, never a no. */
export type Sees = (subject: Subject) => Promise<boolean>;

export interface FeedDoor {
  hub: Hub;
  /** The kind of process whose timeline a collection is. */
  kindOf: (collection: string) => string | undefined;
  placeOf: PlaceOf;
  /** A cursor names what stands before it, which its reader may not see. */
  cursors: Cursors;
}

/** P7, W4. By their rights: at its place, which is read only where somebody has the right at some places. */
export function seesByRights(who: Pick<Principal, 'grants'>, placeOf: PlaceOf): Sees {
  return async (subject) => {
    const permission = Object.hasOwn(readPermissions, subject.kind) ? readPermissions[subject.kind] : undefined;
    const places = permission === undefined ? [] : placesOf(who, permission);
    if (places === 'all' || places.length === 0) return places === 'all';
    return isWithin(places, (await ownPlace(subject)) ?? (await placeOf(subject)) ?? {});
  };
}

/** Where the name of a process is its place. */
function ownPlace({ kind, id }: Subject): Promise<{ backend: string } | { workspace: string } | undefined> {
  return Promise.resolve(kind === 'backend' ? { backend: id } : kind === 'workspace' ? { workspace: id } : undefined);
}

/** What somebody hears next: at once where something is there, else when something comes that they may see, or when the wait (ms) is over. */
export async function hear(
  { hub, kindOf, cursors }: FeedDoor,
  { sees, from, wait, gone }: { sees: Sees; from: From; wait: number; gone: AbortSignal },
): Promise<FeedAnswer> {
  const until = performance.now() + wait;
  for (let place = from; ;) {
    const { events, cursor, reset } = await hub.next(place, Math.max(0, until - performance.now()), gone);
    const told: FeedEvent[] = [];
    for (const found of events) {
      const event = eventOf(found, kindOf, cursors);
      if (event !== undefined && (await sees(event))) told.push(event);
    }
    const isNew = typeof place === 'string' || 'since' in place;
    if (told.length > 0 || reset || isNew || gone.aborted || performance.now() >= until)
      return { events: told, cursor: hidden(cursors, cursor), reset };
    place = { cursor };
  }
}

function eventOf({ key, newest, ref, entry }: Logged, kindOf: FeedDoor['kindOf'], cursors: Cursors): FeedEvent | undefined {
  const kind = kindOf(ref.collection);
  if (kind === undefined || ref.parent === undefined) return undefined;
  const { at, version, command } = entry;
  return { cursor: hidden(cursors, { key, newest }), at, kind, id: ref.parent, version, command };
}

/** In ms. What was under way while a page was made may not be on it: commits are seen a little after their time. */
const UNDER_WAY = 10_000;

/** Undefined: what was given is no cursor of ours. */
export function fromOf(cursors: Cursors, { after, since }: { after?: string | undefined; since?: number | undefined }): From | undefined {
  if (after === undefined) return since === undefined ? 'now' : { since: Math.max(0, since - UNDER_WAY) };
  const plain = cursors.reveal(FEED, after);
  const cursor = plain === undefined ? undefined : readCursor(plain);
  return cursor && { cursor };
}

const FEED = 'feed';

function hidden(cursors: Cursors, cursor: Cursor): string {
  return cursors.hide(FEED, cursorText(cursor));
}
