import type { LinkSigner } from './action-links.ts';

/** Where a page of a list ended. */
export interface ListPlace<V = number> {
  value: V;
  id: string;
}

/** Makes cursors, and reads them back. */
export type Cursors = Pick<LinkSigner, 'hide' | 'reveal'>;

/**
 * P7, W4, W8. Where a list goes on, as addresses and answers carry it. It ends where the reader stopped, which may be at what whoever asked may not
 * see: so nobody reads it, nobody makes one up, and it is of its own list alone.
 */
export function cursorText(cursors: Cursors, list: string, place: ListPlace<number | string>): string;
export function cursorText(cursors: Cursors, list: string, place: ListPlace<number | string> | undefined): string | undefined;
export function cursorText(cursors: Cursors, list: string, place: ListPlace<number | string> | undefined): string | undefined {
  return place && cursors.hide(`list ${list}`, JSON.stringify([place.value, place.id]));
}

/** Undefined for what is no cursor of this list. */
export function anyPlaceIn(cursors: Cursors, list: string, text: string | null | undefined): ListPlace<number | string> | undefined {
  const plain = text ? cursors.reveal(`list ${list}`, text) : undefined;
  if (plain === undefined) return undefined;
  const [value, id] = JSON.parse(plain) as [number | string, string];
  return { value, id };
}

/** Of a list that is in the order of a number. */
export function placeIn(cursors: Cursors, list: string, text: string | null | undefined): ListPlace | undefined {
  const place = anyPlaceIn(cursors, list, text);
  return typeof place?.value === 'number' ? { value: place.value, id: place.id } : undefined;
}
