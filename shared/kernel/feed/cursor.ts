import type { Instant } from '#kernel/time.ts';

/** A place between two events. */
export interface Cursor {
  /** The key of the event before it; empty before the first. */
  key: string;
  /** The newest `at` up to here: whatever comes after was begun at most a window before it. */
  newest: Instant;
}

/** Where an event stands among all: by its commit, and of one commit by its path. */
export function keyOf(position: string, path: string): string {
  return `${position}.${path}`;
}

/** A cursor as callers see it; they make nothing of it but give it back. */
export function cursorText({ key, newest }: Cursor): string {
  return `${newest.toString(36)}.${key.replaceAll('/', '~')}`;
}

const FORM = /^([0-9a-z]{1,11})\.((?:\d{21}\.[A-Za-z0-9._:@~-]{1,1000})?)$/;

/** Undefined: no cursor of ours. */
export function readCursor(text: string): Cursor | undefined {
  const [, newest, key] = FORM.exec(text) ?? [];
  if (newest === undefined || key === undefined) return undefined;
  const at = Number.parseInt(newest, 36);
  return Number.isSafeInteger(at) ? { key: key.replaceAll('~', '/'), newest: at } : undefined;
}
