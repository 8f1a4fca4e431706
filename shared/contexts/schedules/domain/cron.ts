import { Cron } from 'croner';
import { DAY, MINUTE, type Duration } from '#kernel/time.ts';

/** A time on the wall, as if it were in UTC: the local times of an expression know no clock changes. */
export type Wall = number;

/** A cron expression of five fields, or a nickname such as `@daily`. */
export interface Expression {
  /** A field for hours or minutes begins with `*`: such a job goes by the clock as it is now, others by times of day (cron(8) of Debian). */
  isWild: boolean;
  /** The first local time of it after this one; undefined where none follows. */
  after(wall: Wall): Wall | undefined;
}

const MOST_LETTERS = 200;

/** Throws with what is wrong. */
export function readCron(text: string): Expression {
  const fields = fieldsOf(text);
  const [, , days = '', , weekdays = ''] = fields;
  const cron = new Cron(fields.join(' '), {
    mode: '5-part',
    utcOffset: 0,
    // crontab(5): either of two restricted fields is enough; one that begins with * is not restricted.
    domAndDow: days.startsWith('*') || weekdays.startsWith('*'),
  });
  return {
    isWild: fields.slice(0, 2).some((field) => field.startsWith('*')),
    after: (wall) => cron.nextRun(new Date(wall))?.getTime(),
  };
}

const nicknames: ReadonlyMap<string, string> = new Map([
  ['@hourly', '0 * * * *'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@weekly', '0 0 * * 0'],
  ['@monthly', '0 0 1 * *'],
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
]);

function fieldsOf(text: string): string[] {
  if (text.length > MOST_LETTERS) throw new RangeError(`it has ${text.length} letters; at most ${MOST_LETTERS}`);
  const known = nicknames.get(text.trim().toLowerCase());
  const fields = (known ?? text).trim().split(/\s+/);
  if (fields.length !== 5) throw new SyntaxError('it needs five fields: minute, hour, day of month, month, day of week');
  const odd = fields.find((field) => !/^[\dA-Za-z*,/#-]+$/.test(field));
  if (odd !== undefined) throw new SyntaxError(`${JSON.stringify(odd)} has letters that no field has`);
  return fields;
}

/** How close two of its times come to one another on the wall; undefined where there are no two. Each of its days has the same times. */
export function closest(expression: Expression, from: Wall): Duration | undefined {
  let [least, last]: [Duration | undefined, Wall | undefined] = [undefined, undefined];
  let first: Wall | undefined;
  for (let seen = 0; seen < 200 || (last ?? 0) - (first ?? 0) <= DAY; seen += 1) {
    const next = expression.after(last ?? from);
    if (next === undefined) return least;
    if (last !== undefined) least = Math.min(least ?? next - last, next - last);
    if (least === MINUTE) return least;
    first ??= next;
    last = next;
  }
  return least;
}
