import { describe, expect, test } from '@jest/globals';
import { relatedTo, successorOf } from '#products/rehearsal/domain/related.ts';
import { subjectsOf } from '#products/rehearsal/domain/subjects.ts';
import { answers, begin, factsOf, isAsked, mailsTo, recordGates, does, type Story } from '#test/support/given-request.ts';
import { cancelConfirmed, run, running } from '#test/support/request-steps.ts';
import type { Related } from '#contexts/intake/domain/kept/related.ts';

function other(over: Partial<Related> = {}): Related {
  return {
    requestId: 'zz9newer',
    about: ['job:CountTopicsJob'],
    code: 'oppia/oppia#99',
    submittedAt: 1_800_000_000_001,
    sameContributor: true,
    ...over,
  };
}

function finds(story: Story, ...related: Related[]): Story {
  does(story, { command: 'record_related', related });
  return story;
}

describe('I11 requests about the same', () => {
  test('I11 the same job in another pull request relates two requests, and so does the same pull request; a shared group does not', () => {
    const mine = begin({ submission: { group: 'topic move' } }).state;
    const elsewhere = { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number: 99 } as const;
    const as = (story: Story): ReturnType<typeof relatedTo> => relatedTo(mine, { ...story.state, id: 'other1' });
    expect(as(begin({ submission: { change: elsewhere } }))).toMatchObject({ about: ['job:CountTopicsJob'], code: 'oppia/oppia#99' });
    expect(as(begin({ jobs: [{ name: 'OtherJob' }] }))).toMatchObject({ about: ['pull:oppia/oppia#12345'] });
    expect(as(begin({ submission: { change: elsewhere, group: 'Topic  Move ' }, jobs: [{ name: 'OtherJob' }] }))).toBeUndefined();
    expect(relatedTo(mine, mine)).toBeUndefined();
    expect(subjectsOf(begin({ submission: { group: 'Topic  Move ' } }).state)).toContainEqual({
      subject: 'group:topic move',
      open: true,
      runs: 0,
    });
  });

  test('I11 what is closed, or by an address that nobody has confirmed, relates to nobody', () => {
    const mine = begin().state;
    const unconfirmed = begin({ via: 'form' });
    expect(relatedTo(mine, { ...unconfirmed.state, id: 'other1' })).toBeUndefined();
    answers(unconfirmed, 'contributor', 'confirm', 'confirm');
    expect(relatedTo(mine, { ...unconfirmed.state, id: 'other1' })).toBeDefined();
    answers(unconfirmed, 'contributor', 'withdraw', 'withdraw');
    expect(relatedTo(mine, { ...unconfirmed.state, id: 'other1' })).toBeUndefined();
  });

  test('I11 a link is recorded once, and of twenty at most', () => {
    const story = finds(begin(), other());
    finds(story, other());
    expect(factsOf(story, 'related_found')).toHaveLength(1);
    for (let n = 0; n < 40; n += 1) finds(story, other({ requestId: `other${n}`, sameContributor: false }));
    expect(story.state.related).toHaveLength(20);
  });

  test('I11 only the older of one contributor is offered to be replaced; it waits for nobody', () => {
    const story = finds(begin(), other({ sameContributor: false }));
    expect(isAsked(story.state, 'supersede')).toBe(false);
    finds(story, other({ requestId: 'older1', submittedAt: 1 }));
    expect(isAsked(story.state, 'supersede')).toBe(false);
    finds(story, other({ requestId: 'newer1' }));
    expect(isAsked(story.state, 'supersede')).toBe(true);
    finds(story, other({ requestId: 'newer2', submittedAt: 1_800_000_000_009 }));
    expect(mailsTo(story, 'contributor').filter((template) => template === 'supersede_offer')).toHaveLength(1);
    expect(successorOf(story.state)?.requestId).toBe('newer2');
    recordGates(story);
    expect(story.state.status).toBe('in_review');
  });

  test('I11 R10 the newer takes the place of the older: what runs is stopped as superseded, what waits is cancelled, links are dead', () => {
    const story = finds(running(), other());
    expect(answers(story, 'grace', 'supersede', 'supersede')).toMatchObject({ code: 'not_allowed' });
    expect(answers(story, 'contributor', 'supersede', 'supersede')).toBeUndefined();
    expect(story.state).toMatchObject({ status: 'withdrawn', supersededBy: 'zz9newer' });
    expect(run(story)).toMatchObject({ cancelling: { reason: 'superseded' } });
    expect(story.state.questions.filter(({ state }) => state === 'open')).toEqual([]);
    cancelConfirmed(story);
    expect(run(story)).toMatchObject({ state: 'cancelled', reason: 'superseded' });
    expect(story.state.turn?.state).toBe('ended');
    expect(mailsTo(story, 'contributor')).toContain('withdrawn');
    finds(story, other({ requestId: 'late1' }));
    expect(story.state.related).toHaveLength(1);
  });
});
