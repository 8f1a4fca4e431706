import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { admit, admitAgain, MOST_HELD, newChannel, type ChannelState, type Notification } from '#contexts/telling/domain/budget.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';

const START = 1_800_000_000_000;

function notice(n: number): Notification {
  const event = {
    type: 'request.approved',
    at: START,
    requestId: `rq${n}`,
    version: 1,
    status: 'approved',
    title: 'AJob',
    change: 'o/r#1',
  };
  return { key: `k${n}`, event };
}

/** Everything that arrives is performed again when it was told to wait until; workers may be late. */
function play(
  arrivals: readonly number[],
  perHour: number,
  late: (n: number) => number,
): { sends: number[]; told: string[][]; end: number } {
  let channel: ChannelState = newChannel;
  const due = arrivals.map((at, n) => ({ at: START + at, notice: notice(n) }));
  const sends: number[] = [];
  const told: string[][] = [];
  let end = START;
  for (let turn = 0; due.length > 0; turn += 1) {
    if (turn > 20_000) throw new Error('it never ends');
    due.sort((a, b) => a.at - b.at);
    const [next] = due.splice(0, 1);
    if (next === undefined) break;
    end = next.at;
    const admitted = admit(channel, next.notice, next.at, perHour);
    channel = admitted.channel;
    const { admission } = admitted;
    if (admission.admit === 'wait') due.push({ ...next, at: Math.max(admission.until, next.at + 1) + late(turn) });
    if (admission.admit === 'send') told.push([next.notice.key]);
    if (admission.admit === 'digest') told.push(admission.notices.map(({ key }) => key));
    if (admission.admit === 'send' || admission.admit === 'digest') sends.push(next.at);
  }
  return { sends, told, end };
}

const arrivals = fc.array(fc.integer({ min: 0, max: 5 * HOUR }), { maxLength: 400 });
const limits = fc.integer({ min: 1, max: 12 });

describe('budget of a channel', () => {
  test('N6 never more than so many within any hour, and nothing is lost or told twice', () => {
    fc.assert(
      fc.property(arrivals, limits, fc.integer({ min: 0, max: 10 * MINUTE }), (times, perHour, lateness) => {
        const { sends, told } = play(times, perHour, (n) => (n * 7_919) % (lateness + 1));
        for (const [n, at] of sends.entries()) expect(at - (sends[n - perHour] ?? -Infinity)).toBeGreaterThanOrEqual(HOUR);
        expect(told.flat().toSorted()).toEqual(times.map((_time, n) => `k${n}`).toSorted());
      }),
      { numRuns: 300 },
    );
  });

  test('N6 under the budget each is told at once', () => {
    const { sends, told } = play([0, 1, 2], 3, () => 0);
    expect(sends).toEqual([START, START + 1, START + 2]);
    expect(told).toEqual([['k0'], ['k1'], ['k2']]);
  });

  test('N6 what is over becomes one message, when the hour is over', () => {
    const { sends, told } = play([0, 1, 2, 3, 4, 5], 2, () => 0);
    expect(told).toEqual([['k0'], ['k1'], ['k2', 'k3', 'k4', 'k5']]);
    expect(sends.at(-1)).toBe(START + HOUR);
  });

  test('N6 a flood costs a digest of a hundred each time there is room, and its document stays small', () => {
    const times = Array.from({ length: 1_000 }, (_, n) => n);
    const { told, end } = play(times, 4, () => 0);
    expect(told.flat()).toHaveLength(1_000);
    expect(told.length).toBeLessThanOrEqual(3 * Math.ceil(1_000 / MOST_HELD));
    expect(end - START).toBeLessThan(12 * HOUR);
    const full: ChannelState = { sends: [], digest: { carrier: 'k', dueAt: START, notices: times.slice(0, MOST_HELD).map(notice) } };
    expect(JSON.stringify(full).length).toBeLessThan(60_000);
  });

  test('N6 one whose worker died before its end was saved asks again and changes nothing', () => {
    let channel: ChannelState = { sends: [START] };
    for (const key of [1, 2]) channel = admit(channel, notice(key), START + 1, 1).channel;
    expect(admit(channel, notice(2), START + 2, 1)).toEqual({ channel, admission: { admit: 'held' } });
  });

  test('N6 a digest whose carrier is never seen again is brought by the next to come, an hour late at most', () => {
    let channel: ChannelState = { sends: [START] };
    for (const key of [1, 2]) channel = admit(channel, notice(key), START + 1, 1).channel;
    const dueAt = channel.digest?.dueAt ?? 0;
    const before = admit(channel, notice(3), dueAt + HOUR - 1, 1);
    expect(before.admission).toEqual({ admit: 'held' });
    const after = admit(before.channel, notice(4), dueAt + HOUR, 1);
    expect(after.admission).toMatchObject({ admit: 'digest', notices: [1, 2, 3, 4].map(notice) });
    expect(after.channel.digest).toBeUndefined();
  });

  test('N6 a digest that failed tries again within the same budget, and those behind it are kept', () => {
    const channel: ChannelState = { sends: [START], digest: { carrier: 'k9', dueAt: START + HOUR, notices: [notice(9)] } };
    expect(admitAgain(channel, START + 1, 1)).toEqual({ channel, admission: { admit: 'wait', until: START + HOUR } });
    expect(admitAgain(channel, START + 1, 2)).toMatchObject({ channel: { digest: channel.digest }, admission: { admit: 'send' } });
  });
});
