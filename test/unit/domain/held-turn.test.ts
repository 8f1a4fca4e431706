import { describe, expect, test } from '@jest/globals';
import type { Freeze } from '#domain/calendar/freeze.ts';
import {
  answers,
  answersTo,
  begin,
  effects,
  factsOf,
  HOUR,
  isAsked,
  mailsTo,
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
