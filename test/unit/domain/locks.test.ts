import { describe, expect, test } from '@jest/globals';
import { roundOf } from '#products/rehearsal/domain/locks.ts';
import { evolve } from '#products/rehearsal/domain/evolve.ts';
import { letTimePass } from '#test/support/clock-watch.ts';
import { begin, does, effects, factsOf, HOUR, openQuestion, recordGates, tries, type Story } from '#test/support/given-request.ts';
import { running, runEnds, approves } from '#test/support/request-steps.ts';
import { sampleAsk } from '#test/support/sample-request.ts';

function inReview(): Story {
  const story = begin();
  recordGates(story);
  return story;
}

function review(story: Story): number {
  return openQuestion(story.state, 'review').id;
}

function locks(story: Story, person: string, question = review(story)): void {
  does(story, { command: 'lock_out', question, person, round: roundOf(story.state, { question, person }) });
}

/** Mails to one person since then, by template. */
function mailed(story: Story, to: string, since: number): string[] {
  return effects(story, 'send_mail')
    .slice(since)
    .filter((mail) => mail.to === to)
    .map(({ template }) => template);
}

describe('what comes by link', () => {
  const accept = (story: Story, link?: { round: number }): unknown =>
    tries(
      story,
      { command: 'answer', question: review(story), action: 'accept', details: { comment: '' }, ...(link && { link }) },
      { kind: 'person', id: 'grace' },
    );

  test('N3 an expired link decides nothing, whatever page it went through', () => {
    const story = inReview();
    story.now += 14 * 24 * HOUR;
    expect(accept(story, { round: 0 })).toMatchObject({ code: 'link_dead' });
    expect(accept(story)).toBeUndefined();
  });

  test('X7 nor does one of an earlier round', () => {
    const story = inReview();
    locks(story, 'grace');
    does(story, { command: 'unlock', operator: 'olga' });
    expect(accept(story, { round: 0 })).toMatchObject({ code: 'link_dead' });
    expect(accept(story, { round: 1 })).toBeUndefined();
  });
});

describe('a lock has a key', () => {
  test('X7 who is locked out is told once, without a new link', () => {
    const story = inReview();
    const before = effects(story, 'send_mail').length;
    locks(story, 'grace');
    expect(tries(story, { command: 'lock_out', question: review(story), person: 'grace', round: 0 })).toBeUndefined();
    expect(mailed(story, 'grace', before)).toEqual(['locked_out']);
    expect(effects(story, 'send_mail').at(-1)?.question).toBeUndefined();
    expect(factsOf(story, 'locked_out')).toHaveLength(1);
    expect(roundOf(story.state, { question: review(story), person: 'grace' })).toBe(0);
  });

  test('X7 the next reminder brings new links to whoever is locked out, and to nobody else new ones', () => {
    const story = inReview();
    locks(story, 'grace');
    const before = effects(story, 'send_mail').length;
    letTimePass(story, 12 * HOUR);
    expect(mailed(story, 'grace', before)).toEqual(['answer_reminder']);
    const round = (person: string): number => roundOf(story.state, { question: review(story), person });
    expect([round('grace'), round('alan')]).toEqual([1, 0]);
    letTimePass(story, 8 * HOUR);
    expect(round('grace')).toBe(1);
  });

  test('X7 who is not reminded at that rung gets the question’s own mail with the new links', () => {
    const story = inReview();
    does(
      story,
      { command: 'answer', question: review(story), action: 'assign', details: { comment: '', assignee: 'alan' } },
      {
        kind: 'person',
        id: 'grace',
      },
    );
    locks(story, 'grace');
    const before = effects(story, 'send_mail').length;
    letTimePass(story, 12 * HOUR);
    expect(mailed(story, 'grace', before)).toEqual(['review_request']);
  });

  test('X7 an operator lets them in again; a second time nobody is locked out', () => {
    const story = inReview();
    locks(story, 'grace');
    const before = effects(story, 'send_mail').length;
    does(story, { command: 'unlock', operator: 'op' });
    expect(mailed(story, 'grace', before)).toEqual(['review_request']);
    expect(tries(story, { command: 'unlock', operator: 'op' })).toMatchObject({ code: 'not_possible_now' });
    expect(tries(story, { command: 'unlock', operator: 'op', person: 'stranger' })).toMatchObject({ code: 'not_possible_now' });
  });

  test('X7 a lock of before there was a record of it opens for the person who is named', () => {
    const story = inReview();
    does(story, { command: 'unlock', operator: 'op', person: 'grace' });
    expect(roundOf(story.state, { question: review(story), person: 'grace' })).toBe(1);
  });

  test('X7 N8 a mail that is sent again has new links for whoever is locked out, and the same ones for others', () => {
    const story = inReview();
    locks(story, 'grace');
    for (const to of ['grace', 'alan']) {
      const effect = effects(story, 'send_mail').find((mail) => mail.to === to && mail.template === 'review_request');
      if (effect === undefined) throw new Error('nobody was asked');
      does(story, { command: 'send_again', mail: to, effect });
    }
    expect(story.state.locks).toEqual([{ question: review(story), person: 'grace', round: 1, locked: false }]);
  });

  test('X7 A7 where two admins must approve, the one who is locked out still can, after the reminder', () => {
    const story = runEnds(running({ jobs: [sampleAsk({ role: 'migration' })], rules: { twoAdminRoles: ['migration'] } }));
    const question = openQuestion(story.state, 'verdict').id;
    locks(story, 'alan', question);
    approves(story);
    letTimePass(story, 13 * HOUR);
    expect(roundOf(story.state, { question, person: 'alan' })).toBe(1);
  });

  test('X7 Z1 locks are made of facts alone, and a request of before has none', () => {
    const { state } = inReview();
    expect(state.locks).toBeUndefined();
    const whose = { question: 2, person: 'grace', at: 1 };
    const locked = evolve(state, { fact: 'locked_out', ...whose });
    const renewed = evolve(locked, { fact: 'links_renewed', ...whose, why: 'operator' });
    expect([locked.locks, renewed.locks]).toEqual([
      [{ question: 2, person: 'grace', round: 0, locked: true }],
      [{ question: 2, person: 'grace', round: 1, locked: false }],
    ]);
  });
});
