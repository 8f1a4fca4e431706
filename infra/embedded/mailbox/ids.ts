import { randomBytes } from 'node:crypto';
import { isId } from '#contexts/access/ids.ts';

const PER_MILLISECOND = 36 ** 4;

export function isMailId(text: string): boolean {
  return isId('message', text);
}

/**
 * Ids that sort by time of receipt: milliseconds, a number within the millisecond, and chance. They keep rising even when the
 * clock is set back or the process starts again, given the newest id so far.
 */
export function createIds(newest: string | undefined, now: () => number): () => string {
  let last =
    newest === undefined ? { time: 0, count: 0 } : { time: parseInt(newest.slice(0, 9), 36), count: parseInt(newest.slice(10, 14), 36) };
  return () => {
    const time = Math.max(now(), last.time);
    const count = time === last.time ? last.count + 1 : 0;
    last = count < PER_MILLISECOND ? { time, count } : { time: time + 1, count: 0 };
    return `${base36(last.time, 9)}-${base36(last.count, 4)}-${randomBytes(3).toString('hex')}`;
  };
}

function base36(value: number, width: number): string {
  return value.toString(36).padStart(width, '0');
}
