import { isDeepStrictEqual } from 'node:util';
import { PER_HOUR, type Heard } from '../outside/channels.ts';
import { firstOf, type Invariant, type Stage } from './invariant.ts';

const MINUTE = 60_000;
/** An hour, less what a sleeping process and a late answer can bring nearer to one another. */
const WINDOW = 40 * MINUTE;

export const announcementInvariants: readonly Invariant[] = [
  {
    name: 'no announcement is lost',
    promise: 'Every event that a channel wants to hear of has reached it, by itself or in a digest, or is a dead letter (N6).',
    atEnd: noneLost,
  },
  {
    name: 'the same announcement says the same',
    promise: 'A message that is sent again carries the same id and the same words, and no other message has that id (N6).',
    atEnd: sameAgain,
  },
  {
    name: 'no channel is flooded',
    promise: 'Within any hour a channel hears no more than its budget (N6).',
    atEnd: ({ town }) => firstOf(town.heard, ({ channel, at }) => tooMany(town.heard, channel, at)),
  },
];

function noneLost({ outbox, town }: Stage): string | undefined {
  const heard = new Set(town.heard.flatMap(({ channel, message }) => message.notices.map(({ key }) => `${channel} ${key}`)));
  if (town.heard.some(({ message }) => message.digest)) town.seen('events went out as one digest');
  return firstOf(outbox.values(), ({ key, effect, state }) =>
    effect.kind === 'announce' && state === 'done' && !heard.has(`${effect.channel} ${key}`)
      ? `${effect.channel} never heard of ${key}`
      : undefined,
  );
}

function sameAgain({ town }: Stage): string | undefined {
  const known = new Map<string, Heard>();
  return firstOf(town.heard, (one) => {
    const id = `${one.channel} ${one.message.id}`;
    const before = known.get(id);
    known.set(id, one);
    if (before === undefined) return undefined;
    town.seen('an announcement was heard twice');
    return isDeepStrictEqual(before.message, one.message) ? undefined : `${id} says two things`;
  });
}

function tooMany(heard: readonly Heard[], channel: string, from: number): string | undefined {
  const within = heard.filter((other) => other.channel === channel && other.at >= from && other.at < from + WINDOW).length;
  return within > PER_HOUR ? `${channel} heard ${within} messages within ${WINDOW / MINUTE} minutes` : undefined;
}
