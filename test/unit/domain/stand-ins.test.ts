import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isAuthor } from '#contexts/gates/domain/authors.ts';
import { withStandIns } from '#products/rehearsal/domain/stand-ins.ts';
import { letTimePass } from '#test/support/clock-watch.ts';
import { answers, begin, effects, factsOf, HOUR, recordGates, type Story } from '#test/support/given-request.ts';
import { people } from '#test/support/sample-request.ts';

const START = 1_800_000_000_000;

/** Who is away, until when, and who stands in. */
function withAway(id: string, standIn: string, to = START + 1_000 * HOUR): Story {
  const away = people.map((one) => (one.id === id ? { ...one, away: [{ from: START, to, standIn }] } : one));
  const story = begin({ rules: { people: away } });
  recordGates(story);
  return story;
}

function sent(story: Story, template: string): string[] {
  return effects(story, 'send_mail').flatMap((mail) =>
    mail.template === template ? [`${mail.to}${mail.standIn === undefined ? '' : '*'}`] : [],
  );
}

test('Q6 the clock’s mails go to the stand-in, with a copy to the admin, and to nobody twice', () => {
  const story = withAway('grace', 'alan');
  expect(sent(story, 'review_request')).toEqual(['grace*', 'alan']);
  answers(story, 'alan', 'review', 'assign', { assignee: 'grace' });
  letTimePass(story, 12 * HOUR);
  expect(sent(story, 'answer_reminder')).toEqual(['grace*', 'alan*']);
});

test('Q6 who is asked next is never one who is away', () => {
  const story = withAway('grace', 'alan');
  letTimePass(story, 24 * HOUR * 5);
  const asked = [...factsOf(story, 'clock_breached'), ...factsOf(story, 'clock_reminded')].flatMap(({ askedNext }) => askedNext ?? []);
  expect(new Set(asked)).toEqual(new Set(['alan']));
});

test('Q6 before and after their time away the mails are the admin’s alone', () => {
  const story = withAway('grace', 'alan', START + HOUR);
  answers(story, 'alan', 'review', 'assign', { assignee: 'grace' });
  letTimePass(story, 12 * HOUR);
  expect(sent(story, 'answer_reminder')).toEqual(['grace']);
});

test('Q1 Q6 the author never stands in on their own request, and no tester does; then the mail is the admin’s', () => {
  for (const standIn of ['ada', 'tim', 'nobody']) {
    const story = withAway('grace', standIn);
    expect(sent(story, 'review_request')).toEqual(['grace', 'alan']);
  }
});

const periods = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 100 }), fc.constantFrom(...people.map(({ id }) => id), 'nobody'))
  .map(([from, length, standIn]) => ({ from: START + from * HOUR, to: START + (from + length) * HOUR, standIn }));
const anyPeople = fc
  .tuple(...people.map(() => fc.array(periods, { maxLength: 3 })))
  .map((all) => people.map((one, n) => ({ ...one, away: all[n] ?? [] })));
const hours = fc.integer({ min: -5, max: 210 }).map((hour) => START + hour * HOUR);

test('Q6 whoever is away, from when and with whom in their place: all who were to hear do, nobody twice, and who stands in is there and may decide', () => {
  const { state, rules } = begin();
  fc.assert(
    fc.property(anyPeople, fc.uniqueArray(fc.constantFrom(...people.map(({ id }) => id))), hours, (those, ids, at) => {
      const told = withStandIns(ids, state, { ...rules, people: those }, at);
      const to = told.map((one) => one.to);
      expect(new Set(to).size).toBe(to.length);
      expect(to.slice(0, ids.length)).toEqual(ids);
      const isAway = (id: string): boolean =>
        those.find((one) => one.id === id)?.away.some((one) => one.from <= at && at < one.to) === true;
      for (const { standIn } of told) {
        if (standIn === undefined) continue;
        const by = people.find(({ id }) => id === standIn.by);
        expect([isAway(standIn.away), isAway(standIn.by), by?.roles.includes('admin'), standIn.by === standIn.away]).toEqual([
          true,
          false,
          true,
          false,
        ]);
        expect(by !== undefined && isAuthor(by, state)).toBe(false);
        expect(to).toContain(standIn.by);
      }
      // Whoever is told without having been asked stands in for somebody who was.
      for (const { to: other, standIn } of told.slice(ids.length))
        expect([ids.includes(standIn?.away ?? ''), standIn?.by]).toEqual([true, other]);
    }),
    { numRuns: 500 },
  );
});
