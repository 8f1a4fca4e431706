import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aheadOf, openFeedHouse, type FeedHouse } from '#test/support/feed-house.ts';

/** A wall that can be pushed on: half a minute is not waited for. */
let ahead = 0;
let house: FeedHouse;
beforeEach(async () => {
  ahead = 0;
  house = await openFeedHouse({ lifetime: 120_000, wall: () => performance.now() + ahead });
});
afterEach(() => house.close());

interface Listening {
  text: () => string;
  until: (part: string) => Promise<void>;
  ended: Promise<void>;
  stop: () => void;
}

async function listen(headers: Record<string, string> = {}, token = 'operator'): Promise<Listening> {
  const stop = new AbortController();
  const answer = await fetch(house.url, {
    headers: { accept: 'text/event-stream', authorization: `Bearer ${token}`, ...headers },
    signal: stop.signal,
  });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  let text = '';
  const heard = new Set<() => void>();
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const part of answer.body ?? []) {
      text += decoder.decode(part, { stream: true });
      for (const each of heard) each();
    }
  })().catch(() => undefined);
  const until = (part: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => void (text.includes(part) && resolve());
      heard.add(look);
      look();
    });
  return { text: () => text, until, ended, stop: () => stop.abort() };
}

describe('P7 the feed as server-sent events', () => {
  test('P7 says how long it lasts, and each event with its cursor; who comes again with the last one misses nothing', async () => {
    const first = await listen();
    await first.until('event: open');
    expect(first.text()).toContain('{"lifetime":120,"heartbeat":15}');
    await first.until('id: ');
    await house.happens('timeline', 'r1');
    await first.until('event: change');
    const cursor = /id: (\S+)\nevent: change/.exec(first.text())?.[1] ?? '';
    first.stop();
    await house.happens('timeline', 'r2');
    const again = await listen({ 'last-event-id': cursor });
    await again.until('"id":"r2"');
    expect(again.text()).not.toContain('"id":"r1"');
    again.stop();
  });

  test('P7 a cursor that is too old gets one reset, and then goes on', async () => {
    await house.happens('timeline', 'r1');
    const { body } = await house.ask('');
    const again = await listen({ 'last-event-id': aheadOf(body.cursor) });
    await again.until('event: reset');
    await house.happens('timeline', 'r2');
    await again.until('"id":"r2"');
    expect(again.text().match(/event: reset/g)).toHaveLength(1);
    again.stop();
  });

  test('P7 whoever may no longer hear is told nothing half a minute later', async () => {
    const open = await listen();
    await open.until('id: ');
    house.people.delete('operator');
    ahead += 31_000;
    await house.happens('timeline', 'r1');
    await open.ended;
    expect(open.text()).toContain('event: end');
    await house.happens('timeline', 'r2');
    expect(open.text()).not.toContain('"id":"r2"');
  });

  test('P7 ends by itself when its time is over', async () => {
    const open = await listen();
    await open.until('id: ');
    ahead += 121_000;
    await house.happens('timeline', 'r1');
    await open.ended;
    expect(open.text()).toMatch(/event: end\ndata: \{\}\n\n$/);
  });
});
