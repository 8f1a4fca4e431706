import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ranFor } from '#kernel/promises/passing.ts';
import type { MailTemplate } from '#products/rehearsal/domain/mail/template.ts';
import { keepAccount, letTimePass } from '#test/support/clock-watch.ts';
import {
  answers,
  begin,
  does,
  effects,
  factsOf,
  headMoves,
  HOUR,
  MINUTE,
  recordGates,
  tries,
  wait,
  type Story,
} from '#test/support/given-request.ts';
import { nextCommand, rolls } from '#test/support/request-chaos.ts';
import { featureSubmission, people, sampleRules } from '#test/support/sample-request.ts';
import { deployed, running, runPasses, throughReview } from '#test/support/request-steps.ts';

const CLOCK_MAILS: ReadonlySet<MailTemplate> = new Set(['answer_reminder', 'answer_awaited']);

function inReview(rules: Partial<Story['rules']> = {}): Story {
  const story = begin({ rules });
  recordGates(story);
  return story;
}

/** Who was told of a clock since then, as `reminder: grace`. */
function told(story: Story, since = 0): string[] {
  return effects(story, 'send_mail')
    .filter(({ template }) => CLOCK_MAILS.has(template))
    .slice(since)
    .map(({ template, to }) => `${template.slice('answer_'.length)}: ${to}`)
    .toSorted();
}

/** Time goes by; who was told meanwhile. */
function toldIn(story: Story, time: number): string[] {
  const before = told(story).length;
  letTimePass(story, time);
  return told(story, before);
}

describe('the ladder', () => {
  test('S2 12 h all admins, 20 h release coordinators too, 24 h the breach, then daily; never the author', () => {
    const story = inReview();
    expect(toldIn(story, 12 * HOUR - 1)).toEqual([]);
    expect(toldIn(story, 1)).toEqual(['reminder: alan', 'reminder: grace']);
    expect(toldIn(story, 8 * HOUR - 1)).toEqual([]);
    expect(toldIn(story, 1)).toEqual(['awaited: ruth', 'reminder: alan', 'reminder: grace']);
    expect(toldIn(story, 4 * HOUR - 1)).toEqual([]);
    expect(factsOf(story, 'clock_breached')).toEqual([]);
    const breach = toldIn(story, 1);
    const [{ askedNext = '' } = {}] = factsOf(story, 'clock_breached');
    expect(breach).toEqual(['awaited: contributor', 'awaited: quinn', 'awaited: ruth', `reminder: ${askedNext}`]);
    for (let day = 0; day < 3; day += 1) {
      expect(toldIn(story, 24 * HOUR - 1)).toEqual([]);
      expect(toldIn(story, 1)).toEqual(['awaited: quinn', 'awaited: ruth', 'reminder: alan', 'reminder: grace']);
    }
    expect(factsOf(story, 'clock_breached')).toHaveLength(1);
    answers(story, 'grace', 'review', 'accept');
    expect(toldIn(story, 240 * HOUR)).toEqual([]);
  });

  test('S2 the assigned admin alone is reminded first, then all; after the breach it is the other one’s turn, by turns', () => {
    const story = inReview();
    answers(story, 'grace', 'review', 'assign', { assignee: 'alan' });
    expect(toldIn(story, 12 * HOUR)).toEqual(['reminder: alan']);
    expect(toldIn(story, 8 * HOUR)).toContain('reminder: grace');
    letTimePass(story, 4 * HOUR);
    expect(factsOf(story, 'clock_breached')).toMatchObject([{ askedNext: 'grace' }]);
    letTimePass(story, 48 * HOUR);
    expect(factsOf(story, 'clock_reminded').map(({ askedNext }) => askedNext)).toEqual([undefined, undefined, 'alan', 'grace']);
  });

  test('S2 the rungs are settings', () => {
    const story = inReview({ answerWithin: 3 * HOUR, ladder: { assigneeAfter: HOUR, everyoneAfter: 2 * HOUR, thenEvery: HOUR } });
    const told = Array.from({ length: 5 }, () => toldIn(story, HOUR).length);
    expect(told).toEqual([2, 3, 4, 4, 4]);
  });

  test('S2 a test by hand is asked of testers too, and so are its reminders', () => {
    const story = deployed(throughReview(begin({ submission: featureSubmission })));
    expect(toldIn(story, 12 * HOUR)).toEqual(['reminder: alan', 'reminder: grace', 'reminder: tim']);
    answers(story, 'tim', 'manual_test', 'passed');
    const before = told(story).length;
    letTimePass(story, 12 * HOUR);
    expect(told(story, before)).toEqual(['reminder: alan', 'reminder: grace']);
  });

  test('S2 whoever is reminded has the links again; who is only told has none', () => {
    const story = inReview();
    letTimePass(story, 20 * HOUR);
    for (const { template, question } of effects(story, 'send_mail').filter((mail) => CLOCK_MAILS.has(mail.template)))
      expect(question).toBe(template === 'answer_reminder' ? 2 : undefined);
  });

  test('S2 of rungs that were missed only the latest is told, and none twice', () => {
    const story = inReview();
    const [clock] = factsOf(story, 'clock_started');
    const climb = { command: 'climb_ladder', clock: 'review:2', dueAt: clock?.dueAt ?? 0 } as const;
    wait(story, 21 * HOUR);
    does(story, climb);
    does(story, climb);
    expect(factsOf(story, 'clock_reminded')).toMatchObject([{ rung: 2 }]);
    wait(story, 60 * HOUR);
    does(story, climb);
    does(story, climb);
    expect(factsOf(story, 'clock_breached')).toMatchObject([{ rung: 5, at: story.now }]);
    expect(factsOf(story, 'clock_reminded')).toHaveLength(1);
    expect(toldIn(story, 24 * HOUR)).toHaveLength(4);
  });
});

describe('a clock that stands still', () => {
  test('S3 a paused clock tells nobody; it goes on with its remaining rungs, and none that was told', () => {
    const story = inReview();
    letTimePass(story, 13 * HOUR);
    answers(story, 'grace', 'review', 'return');
    expect(toldIn(story, 100 * HOUR)).toEqual([]);
    answers(story, 'contributor', 'return', 'answer');
    expect(toldIn(story, 7 * HOUR - 1)).toEqual([]);
    expect(toldIn(story, 1)).toHaveLength(3);
    letTimePass(story, 4 * HOUR);
    expect(factsOf(story, 'clock_breached')).toMatchObject([{ at: story.now }]);
  });

  test('S3 a ladder that was laid before the pause does nothing', () => {
    const story = inReview();
    const dueAt = story.now + 24 * HOUR;
    answers(story, 'grace', 'review', 'return');
    wait(story, HOUR);
    answers(story, 'contributor', 'return', 'answer');
    wait(story, 24 * HOUR);
    const { version } = story.state;
    does(story, { command: 'climb_ladder', clock: 'review:2', dueAt });
    expect(story.state.version).toBe(version);
  });

  test('S3 a breached clock that was paused is not breached again, and goes on to remind', () => {
    const story = inReview();
    letTimePass(story, 30 * HOUR);
    answers(story, 'grace', 'review', 'return');
    wait(story, 5 * HOUR);
    answers(story, 'contributor', 'return', 'answer');
    expect(toldIn(story, 18 * HOUR - 1)).toEqual([]);
    expect(toldIn(story, 1)).toHaveLength(4);
    expect(factsOf(story, 'clock_breached')).toHaveLength(1);
  });

  test('S3 a push pauses it as well: what was running time counts, and the rest does not', () => {
    const story = inReview();
    letTimePass(story, 10 * HOUR);
    headMoves(story, 'b'.repeat(40), { checks: 'pending' });
    letTimePass(story, 50 * HOUR);
    recordGates(story, {}, 'b'.repeat(40));
    expect(toldIn(story, 2 * HOUR - 1)).toEqual([]);
    expect(toldIn(story, 1)).toHaveLength(2);
  });

  test('A5 S3 an undone verdict goes on with the same clock, and is not breached twice', () => {
    const story = runPasses(running());
    letTimePass(story, 25 * HOUR);
    const { id } = story.state.questions.findLast(({ kind }) => kind === 'verdict') ?? { id: 0 };
    answers(story, 'grace', 'verdict', 'approve');
    wait(story, MINUTE);
    does(story, { command: 'undo', question: id }, { kind: 'person', id: 'grace' });
    letTimePass(story, 48 * HOUR);
    expect(factsOf(story, 'clock_breached')).toHaveLength(1);
    expect(factsOf(story, 'clock_reminded').map(({ rung }) => rung)).toEqual([1, 2, 4, 5]);
  });

  test('Q1 S3 to defer is an answer: its clock stops as answered, and the review for the later release has a clock of its own', () => {
    const story = inReview();
    letTimePass(story, 5 * HOUR);
    answers(story, 'grace', 'review', 'defer');
    expect(factsOf(story, 'clock_stopped')).toMatchObject([{ left: 19 * HOUR, answeredBy: 'grace' }]);
    expect(factsOf(story, 'clock_started')).toMatchObject([{}, { at: story.now, dueAt: story.now + 24 * HOUR }]);
  });

  test('S6 only an answer counts as one: not a push, and not a withdrawal', () => {
    const pushed = runPasses(running());
    headMoves(pushed);
    const gone = inReview();
    answers(gone, 'contributor', 'withdraw', 'withdraw');
    for (const story of [pushed, gone]) expect(factsOf(story, 'clock_stopped').at(-1)).not.toHaveProperty('answeredBy');
    const answered = inReview();
    letTimePass(answered, 3 * HOUR);
    answers(answered, 'alan', 'review', 'reject');
    expect(factsOf(answered, 'clock_stopped')).toMatchObject([{ answeredBy: 'alan', left: 21 * HOUR }]);
  });
});

describe('any story', () => {
  const hours = fc.double({ min: 0, max: 30, noNaN: true }).map((time) => Math.floor(time * HOUR));

  test('S3 S4 running time is conserved, and a clock is breached exactly once, when it has run for 24 hours', () => {
    fc.assert(
      fc.property(rolls, fc.array(hours, { minLength: 1, maxLength: 40 }), (dice, pauses) => {
        const story = begin({ jobs: [{ step: 'a', role: 'audit' }, { step: 'b' }] });
        const account = keepAccount();
        const look = (): void => account.look(story.now, story.state.clocks);
        look();
        for (const [n, roll] of dice.slice(0, 60).entries()) {
          letTimePass(story, pauses[n % pauses.length] ?? 0);
          look();
          const { ask, by } = nextCommand(story.state, [], roll);
          tries(story, ask, by);
          look();
        }
        for (const clock of story.state.clocks) {
          const ran = account.ran.get(clock.id) ?? 0;
          expect(ranFor(story.rules, clock, story.now)).toBe(ran);
          const breaches = factsOf(story, 'clock_breached').filter((fact) => fact.clock === clock.id);
          expect(breaches).toHaveLength(ran >= 24 * HOUR ? 1 : 0);
          expect(clock.breachedAt).toBe(breaches[0]?.at);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('S4 a breach comes in the very moment in which 24 hours of running time are over, whatever pauses there were', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hours, hours), { maxLength: 6 }), (rests) => {
        const story = inReview();
        let ran = 0;
        for (const [run, rest] of rests) {
          letTimePass(story, run);
          answers(story, 'grace', 'review', 'return');
          wait(story, rest);
          answers(story, 'contributor', 'return', 'answer');
          if (ran < 24 * HOUR && ran + run >= 24 * HOUR) expect(factsOf(story, 'clock_breached')).toHaveLength(1);
          ran += run;
        }
        if (ran >= 24 * HOUR) return;
        letTimePass(story, 24 * HOUR - ran - 1);
        expect(factsOf(story, 'clock_breached')).toEqual([]);
        letTimePass(story, 1);
        expect(factsOf(story, 'clock_breached')).toMatchObject([{ at: story.now }]);
      }),
    );
  });

  test('Q1 S2 the author is never asked, whoever is left', () => {
    const alone = people.filter(({ id }) => id === 'ada' || id === 'ruth');
    const story = inReview({ ...sampleRules, people: alone });
    letTimePass(story, 60 * HOUR);
    expect(told(story)).toEqual(['awaited: contributor', 'awaited: ruth', 'awaited: ruth', 'awaited: ruth']);
    expect(factsOf(story, 'clock_breached')[0]).not.toHaveProperty('askedNext');
  });
});
