import { expect, test } from '@jest/globals';
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
