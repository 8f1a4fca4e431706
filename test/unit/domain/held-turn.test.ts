import { describe, expect, test } from '@jest/globals';
import type { Freeze } from '#contexts/calendar/domain/freeze.ts';
import {
  answers,
  answersTo,
  begin,
  effects,
  factsOf,
  headMoves,
  HOUR,
  isAsked,
  mailsTo,
  NEWER_SHA,
  openQuestion,
  recordGates,
  tries,
  wait,
  type Story,
} from '#test/support/given-request.ts';

const BEGIN = 1_800_000_000_000;
const release: Freeze = { name: 'release week', kind: 'dated', from: BEGIN, to: BEGIN + 10 * HOUR, overrideBy: ['alan'] };
const data: Freeze = { name: 'data copy', kind: 'dated', from: BEGIN + 4 * HOUR, to: BEGIN + 6 * HOUR, backends: ['local'] };

function queued(freezes: Freeze[] = [release]): Story {
  const story = begin({ rules: { freezes } });
  recordGates(story);
  answers(story, 'grace', 'review', 'accept');
  return story;
}

function held(freezes?: Freeze[]): Story {
  const story = queued(freezes);
  tries(story, { command: 'hold_turn', freezes: ['release week'], until: release.kind === 'dated' ? release.to : 0 });
  return story;
}

describe('C8 a freeze and one turn', () => {
  test('C8 nothing starts inside, even if it is offered: the rule does not trust whoever offers', () => {
    expect(tries(queued(), { command: 'grant_turn', fencing: 1 })).toMatchObject({ code: 'not_possible_now' });
    const later = queued();
    wait(later, 10 * HOUR);
    expect(tries(later, { command: 'grant_turn', fencing: 1 })).toBeUndefined();
    expect(later.state.status).toBe('deploying');
  });

  test('C8 it is held once for each end, and who may override is asked once', () => {
    const story = held();
    tries(story, { command: 'hold_turn', freezes: ['release week'], until: BEGIN + 10 * HOUR });
    tries(story, { command: 'hold_turn', freezes: ['release week'], until: BEGIN + 12 * HOUR });
    expect(factsOf(story, 'turn_held').map(({ until }) => until)).toEqual([BEGIN + 10 * HOUR, BEGIN + 12 * HOUR]);
    expect(mailsTo(story, 'alan').filter((template) => template === 'turn_held')).toHaveLength(1);
    expect(mailsTo(story, 'grace')).not.toContain('turn_held');
  });

  test('C8 another freeze is another question, to those who may override that one', () => {
    const story = held([release, { ...data, overrideBy: ['grace'] }]);
    const first = openQuestion(story.state, 'freeze').id;
    tries(story, { command: 'hold_turn', freezes: ['data copy'], until: BEGIN + 6 * HOUR });
    expect(['alan', 'grace'].map((who) => mailsTo(story, who).filter((template) => template === 'turn_held').length)).toEqual([1, 1]);
    expect(answersTo(story, 'alan', first, 'override', { comment: 'It must.' })).toMatchObject({ code: 'no_longer_asked' });
    expect(answers(story, 'alan', 'freeze', 'override')).toMatchObject({ code: 'not_allowed' });
  });

  test('C8 overridden by one who may, with a reason: offered at once, for this turn alone', () => {
    const story = held();
    expect(answers(story, 'grace', 'freeze', 'override')).toMatchObject({ code: 'not_allowed' });
    expect(answers(story, 'alan', 'freeze', 'override', { comment: ' ' })).toMatchObject({ code: 'comment_missing' });
    const offers = effects(story, 'offer_turn').length;
    expect(answers(story, 'alan', 'freeze', 'override', { comment: 'The site is down.' })).toBeUndefined();
    expect(effects(story, 'offer_turn')).toHaveLength(offers + 1);
    expect(factsOf(story, 'freeze_overridden')).toMatchObject([{ by: 'alan', reason: 'The site is down.', freezes: ['release week'] }]);
    expect(tries(story, { command: 'grant_turn', fencing: 1 })).toBeUndefined();
    expect(story.state.held).toBeUndefined();
    expect(isAsked(story.state, 'freeze')).toBe(false);
  });

  test('C8 the author overrides nothing, and an override is for the freezes that it named', () => {
    const story = held([release, data]);
    expect(answers(story, 'ada', 'freeze', 'override')).toMatchObject({ code: 'author_decides_nothing' });
    answers(story, 'alan', 'freeze', 'override', { comment: 'It must.' });
    wait(story, 4 * HOUR);
    expect(tries(story, { command: 'grant_turn', fencing: 1 })).toMatchObject({ code: 'not_possible_now' });
    wait(story, 2 * HOUR);
    expect(tries(story, { command: 'grant_turn', fencing: 1 })).toBeUndefined();
  });
});

describe('C8 B4 an operator and a freeze', () => {
  const override = (story: Story, operator: string, reason?: string): ReturnType<typeof tries> =>
    tries(story, { command: 'override_freeze', operator, ...(reason === undefined ? {} : { reason }) });

  test('C8 B4 one that was not held yet is let through with a reason, by whoever may: it is offered its turn, and nobody is mailed', () => {
    const story = queued();
    const offers = effects(story, 'offer_turn').length;
    expect(override(story, 'alan', 'The site is down.')).toBeUndefined();
    expect(factsOf(story, 'freeze_overridden')).toMatchObject([{ by: 'alan', reason: 'The site is down.', freezes: ['release week'] }]);
    expect(story.state.held).toMatchObject({ until: BEGIN + 10 * HOUR, overridden: { by: 'alan' } });
    expect(effects(story, 'offer_turn')).toHaveLength(offers + 1);
    expect(mailsTo(story, 'alan')).not.toContain('turn_held');
    const { version } = story.state;
    expect(override(story, 'alan', 'Once more.')).toBeUndefined();
    expect(story.state.version).toBe(version);
    expect(tries(story, { command: 'grant_turn', fencing: 1 })).toBeUndefined();
  });

  test('C8 B4 the question that others were asked dies with it', () => {
    const story = held();
    expect(override(story, 'alan', 'It must.')).toBeUndefined();
    expect(isAsked(story.state, 'freeze')).toBe(false);
  });

  test('C8 B4 a freeze that names who may override it lets no other operator through; one that names nobody, any', () => {
    expect(override(queued(), 'olga', 'It must.')).toMatchObject({ code: 'not_allowed' });
    expect(override(queued([data, release]), 'olga', 'It must.')).toMatchObject({ code: 'not_allowed' });
    const { overrideBy: _named, ...anybodys } = release;
    expect(override(queued([anybodys]), 'olga', 'It must.')).toBeUndefined();
    expect(override(queued([anybodys]), 'ada', 'It must.')).toMatchObject({ code: 'author_decides_nothing' });
  });

  test('C8 B4 without a reason whoever may is asked, once, and answers as ever', () => {
    const story = queued();
    for (let n = 0; n < 2; n += 1) expect(override(story, 'olga')).toBeUndefined();
    expect(mailsTo(story, 'alan').filter((template) => template === 'turn_held')).toHaveLength(1);
    expect(answers(story, 'alan', 'freeze', 'override', { comment: 'The site is down.' })).toBeUndefined();
    expect(tries(story, { command: 'grant_turn', fencing: 1 })).toBeUndefined();
  });

  test('C8 B4 what is not frozen, or waits for no turn, needs no override', () => {
    expect(override(queued([]), 'alan', 'It must.')).toMatchObject({ code: 'not_possible_now' });
    expect(override(begin({ rules: { freezes: [release] } }), 'alan', 'It must.')).toMatchObject({ code: 'not_possible_now' });
  });

  test('C8 G1 a push closes the question; held again by the same freeze, it is asked anew', () => {
    const story = held();
    headMoves(story);
    expect(isAsked(story.state, 'freeze')).toBe(false);
    if (story.state.status !== 'in_review') recordGates(story, {}, NEWER_SHA);
    answers(story, 'grace', 'review', 'accept');
    tries(story, { command: 'hold_turn', freezes: ['release week'], until: BEGIN + 10 * HOUR });
    expect(mailsTo(story, 'alan').filter((template) => template === 'turn_held')).toHaveLength(2);
  });
});
