import { describe, expect, test } from '@jest/globals';
import { tries, does, effects, headMoves, mailsTo, NEWER_SHA, recordGates, SHA, begin, type Story } from '#test/support/given-request.ts';
import { approves, runEnds, running, undoes } from '#test/support/request-steps.ts';

const INTO = 'd'.repeat(40);

function approved(mergeOnApproval = true): Story {
  return approves(runEnds(running({ rules: { mergeOnApproval } })));
}

function begun(): Story {
  const story = approved();
  does(story, { command: 'begin_merge', sha: SHA });
  return story;
}

const verdict = (story: Story): number => story.state.questions.findLast(({ kind }) => kind === 'verdict')?.id ?? 0;
const merging = (story: Story): number => effects(story, 'update_pull_request').filter(({ what }) => what === 'merge').length;

describe('A3 merging', () => {
  test('A3 is wanted at the tested commit when the last job is approved, if the installation says so', () => {
    expect(approved().state.merge).toEqual({ state: 'wanted', sha: SHA });
    expect(merging(approved())).toBe(1);
    expect([approved(false).state.merge, merging(approved(false))]).toEqual([undefined, 0]);
  });

  test('A6 I4 a branch has nothing to merge', () => {
    const change = { kind: 'ref', owner: 'oppia', repository: 'oppia', ref: 'develop' } as const;
    const story = approves(runEnds(running({ rules: { mergeOnApproval: true }, submission: { kind: 'existing_job', change } })));
    expect([story.state.status, merging(story)]).toEqual(['completed', 0]);
  });

  test('A5 a verdict can be undone until the host is asked, and not from then on', () => {
    const story = approved();
    undoes(story, 'grace', verdict(story));
    expect(tries(story, { command: 'begin_merge', sha: SHA })?.code).toBe('not_possible_now');
    approves(story);
    expect(merging(story)).toBe(2);
    does(story, { command: 'begin_merge', sha: SHA });
    const undo = { command: 'undo', question: verdict(story) } as const;
    expect(tries(story, undo, { kind: 'person', id: 'grace' })?.code).toBe('irreversible');
    does(story, { command: 'record_merge', sha: SHA, into: INTO });
    expect(tries(story, undo, { kind: 'person', id: 'grace' })?.code).toBe('irreversible');
    expect(story.state.merge).toMatchObject({ state: 'merged', tested: true, into: INTO });
  });

  test('A5 after a refusal it can be undone again', () => {
    const story = begun();
    does(story, { command: 'refuse_merge', sha: SHA, why: 'a status is missing' });
    undoes(story, 'grace', verdict(story));
    expect(story.state.status).toBe('awaiting_verdict');
  });

  test('A3 a refusal is told to the contributor and to admins, once', () => {
    const story = begun();
    does(story, { command: 'refuse_merge', sha: SHA, why: 'a status is missing' });
    expect(tries(story, { command: 'refuse_merge', sha: SHA, why: 'again' })).toBeUndefined();
    for (const to of ['contributor', 'grace']) expect(mailsTo(story, to).filter((mail) => mail === 'merge_refused')).toHaveLength(1);
  });

  test('G1 a push after the approval: nothing is begun at the old commit', () => {
    const story = approved();
    headMoves(story);
    expect(tries(story, { command: 'begin_merge', sha: SHA })?.code).toBe('not_possible_now');
    expect(tries(story, { command: 'begin_merge', sha: NEWER_SHA })?.code).toBe('not_possible_now');
  });
});

describe('N5 a merge that was seen', () => {
  const alarms = (story: Story): string[] =>
    effects(story, 'send_mail').flatMap(({ template, to }) => (template === 'untested_merge' ? [to] : []));

  test('merged-untested: while it is open, all admins and the release team are alarmed, once', () => {
    const story = begin();
    recordGates(story);
    does(story, { command: 'record_merge', sha: SHA, into: INTO });
    const told = alarms(story);
    expect(told).toEqual(expect.arrayContaining(['grace', 'alan']));
    expect(tries(story, { command: 'record_merge', sha: SHA, into: INTO })).toBeUndefined();
    expect(alarms(story)).toEqual(told);
    expect(story.state.merge).toMatchObject({ state: 'merged', tested: false });
  });

  test('approved, and merged by hand at exactly that commit: no alarm', () => {
    const story = approved(false);
    does(story, { command: 'record_merge', sha: SHA, into: INTO });
    expect([alarms(story), story.state.merge]).toEqual([[], expect.objectContaining({ tested: true })]);
  });

  test('approved, pushed to and merged at once: an alarm', () => {
    const story = approved(false);
    does(story, { command: 'record_merge', sha: NEWER_SHA, into: INTO });
    expect(alarms(story)).not.toEqual([]);
  });

  test('tested by another request of the pull request: no alarm', () => {
    const story = begin();
    recordGates(story);
    does(story, { command: 'record_merge', sha: SHA, into: INTO, testedElsewhere: true });
    expect(alarms(story)).toEqual([]);
  });
});
