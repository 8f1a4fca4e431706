import { describe, expect, test } from '@jest/globals';
import { answers, begin, does, effects, isAsked, openQuestion, recordGates, tries, type Story } from '#test/support/given-request.ts';
import { standingOf } from '#products/rehearsal/pages/standing.ts';

const TEXT = 'Nobody answers, and the release is on Saturday.';

function inReview(): Story {
  const story = begin();
  recordGates(story);
  return story;
}

function mailed(story: Story, template: string): string[] {
  return effects(story, 'send_mail').flatMap((mail) => (mail.template === template ? [mail.to] : []));
}

describe('what people say about a request', () => {
  test('W1 goes to the release team with a link to answer, stands on the record, and holds nothing up', () => {
    const story = inReview();
    const before = standingOf(story.state, story.rules);
    does(story, { command: 'raise_concern', text: TEXT });
    expect(openQuestion(story.state, 'concern')).toMatchObject({ said: TEXT });
    expect(mailed(story, 'concern').toSorted()).toEqual(['quinn', 'ruth']);
    expect(standingOf(story.state, story.rules)).toEqual(before);
    expect(answers(story, 'grace', 'review', 'accept')).toBeUndefined();
    expect([story.state.status, isAsked(story.state, 'concern')]).toEqual(['queued', true]);
  });

  test('W1 is answered once, by the team or an admin, and the contributor is mailed the answer', () => {
    const story = inReview();
    does(story, { command: 'raise_concern', text: TEXT });
    expect(answers(story, 'contributor', 'concern', 'reply')).toMatchObject({ code: 'not_allowed' });
    expect(answers(story, 'ruth', 'concern', 'reply', { comment: ' ' })).toMatchObject({ code: 'comment_missing' });
    const { id } = openQuestion(story.state, 'concern');
    expect(answers(story, 'ruth', 'concern', 'reply', { comment: 'Alan looks at it today.' })).toBeUndefined();
    expect(mailed(story, 'concern_answered')).toEqual(['contributor']);
    expect(
      tries(story, { command: 'answer', question: id, action: 'reply', details: { comment: 'me, too' } }, { kind: 'person', id: 'grace' }),
    ).toMatchObject({
      code: 'already_answered',
    });
    expect(story.state.status).toBe('in_review');
  });

  test('W1 is answered when the request is over, too, and can be said then', () => {
    const story = inReview();
    does(story, { command: 'raise_concern', text: TEXT });
    answers(story, 'grace', 'review', 'reject');
    expect(isAsked(story.state, 'concern')).toBe(true);
    expect(answers(story, 'quinn', 'concern', 'reply')).toBeUndefined();
    does(story, { command: 'raise_concern', text: 'Why was it rejected?' });
    expect([story.state.status, isAsked(story.state, 'concern')]).toEqual(['rejected', true]);
  });

  test('W1 I16 nothing is taken before the address is confirmed, and no more than three that wait', () => {
    expect(tries(begin({ via: 'form' }), { command: 'raise_concern', text: TEXT })).toMatchObject({ code: 'not_possible_now' });
    const story = inReview();
    for (const n of [1, 2, 3]) does(story, { command: 'raise_concern', text: `${n}` });
    expect(tries(story, { command: 'raise_concern', text: '4' })).toMatchObject({ code: 'not_possible_now' });
  });

  test('W1 without a release team the admins are asked', () => {
    const people = [{ id: 'grace', name: 'Grace', email: 'grace@example.org', roles: ['admin' as const] }];
    const story = begin({ rules: { people } });
    does(story, { command: 'raise_concern', text: TEXT });
    expect(mailed(story, 'concern')).toEqual(['grace']);
  });
});
