import { describe, expect, test } from '@jest/globals';
import { filesDue } from '#products/rehearsal/domain/completed.ts';
import { hasMade, requestCountsFor } from '#products/rehearsal/domain/cutoff.ts';
import {
  allGates,
  begin,
  does,
  effects,
  headMoves,
  mailsTo,
  MINUTE,
  NEWER_SHA,
  recordGates,
  SHA,
  wait,
  type Story,
} from '#test/support/given-request.ts';
import { approves, cancelConfirmed, job, rejects, runEnds, running, undoes } from '#test/support/request-steps.ts';
import { DAY } from '#kernel/time.ts';

const branch = { kind: 'ref', owner: 'oppia', repository: 'oppia', ref: 'develop' } as const;
const atBranch = { submission: { kind: 'existing_job', change: branch } } as const;
const verdict = (story: Story): number => story.state.questions.findLast(({ kind }) => kind === 'verdict')?.id ?? 0;

/** The look at the gates finds that the pull request does nothing but remove jobs. */
function removes(story: Story, over: Parameters<typeof allGates>[0] = {}, headSha = SHA): Story {
  does(story, { command: 'record_gates', headSha, gates: allGates(over), onlyRemoves: true });
  return story;
}

describe('A6 a request that only had to prove something', () => {
  test.each([
    ['an existing job at a branch', atBranch],
    ['a job that is only launched', { submission: { mode: 'launch_only' } } as const],
  ])('A6 %s ends completed: nothing is merged, everyone is told', (_what, beginning) => {
    const story = approves(runEnds(running({ ...beginning, rules: { mergeOnApproval: true } })));
    expect(story.state).toMatchObject({ status: 'completed', why: 'proved', completedBy: 'grace' });
    expect(story.state.merge).toBeUndefined();
    for (const to of ['contributor', 'ruth']) expect(mailsTo(story, to)).toContain('completed');
    expect(mailsTo(story, 'contributor')).not.toContain('approved');
  });

  test('A6 A5 its verdict can be undone like any other', () => {
    const story = approves(runEnds(running(atBranch)));
    wait(story, MINUTE);
    expect(undoes(story, 'grace', verdict(story))).toBeUndefined();
    expect(story.state.status).toBe('awaiting_verdict');
    expect(story.state).not.toHaveProperty('completedAt');
    rejects(story);
    expect(story.state.status).toBe('rejected');
  });

  test('A6 C4 it counts for a release that is cut after it, and for no other', () => {
    const story = approves(runEnds(running(atBranch)));
    expect([requestCountsFor(story.state, story.now), requestCountsFor(story.state, story.now + 1)]).toEqual([false, true]);
  });
});

describe('A6 a pull request that only removes jobs', () => {
  test('A6 is completed at the first look: no admin is asked, no promise runs, there is nothing to test', () => {
    const story = removes(begin());
    expect(story.state).toMatchObject({ status: 'completed', why: 'only_removes', jobs: [{ state: 'cancelled' }] });
    expect(story.state.questions.filter(({ state }) => state === 'open')).toEqual([]);
    expect([story.state.clocks, mailsTo(story, 'grace')]).toEqual([[], []]);
    expect(mailsTo(story, 'contributor')).toContain('completed');
    expect(requestCountsFor(story.state, story.now + 1)).toBe(true);
  });

  test('A6 one that was in review already: the question dies and its clock stops', () => {
    const story = begin();
    recordGates(story);
    removes(story, {}, NEWER_SHA);
    expect(story.state).toMatchObject({ status: 'completed', headSha: NEWER_SHA });
    expect(story.state.clocks.map(({ state }) => state)).toEqual(['stopped']);
  });

  test('A6 one whose job ran: once that has stopped, the next look completes it', () => {
    const story = running();
    removes(story, {}, NEWER_SHA);
    expect(story.state.status).toBe('in_review');
    cancelConfirmed(story);
    removes(story, {}, NEWER_SHA);
    expect(story.state).toMatchObject({ status: 'completed', turn: { state: 'ended' } });
    const { version } = story.state;
    removes(story, {}, NEWER_SHA);
    expect(story.state.version).toBe(version);
  });

  test('A6 what is closed or cannot be seen is not completed', () => {
    for (const state of ['failed', 'pending'] as const)
      expect(removes(begin(), { pull_request: state }).state.status).toBe('waiting_for_gates');
  });

  test('A6 G1 a push that adds something: the gates anew, and the job waits again', () => {
    const story = removes(begin());
    headMoves(story);
    expect(story.state).toMatchObject({ status: 'in_review', headSha: NEWER_SHA });
    expect(job(story).state).toBe('waiting');
    expect(story.state).not.toHaveProperty('why');
  });

  test('A6 merged at that commit nobody is alarmed', () => {
    const story = removes(begin());
    does(story, { command: 'record_merge', sha: SHA, into: NEWER_SHA });
    expect(story.state.merge).toMatchObject({ tested: true });
  });
});

describe('A6 the files of a one-off job', () => {
  const oneOff = { jobs: [{ role: 'backfill' }] } as const;
  const looks = (story: Story): object[] => effects(story, 'check_gates').filter(({ leftOver }) => leftOver !== undefined);

  function cut(story: Story): Story {
    const cutoff = story.now + DAY;
    wait(story, DAY);
    does(story, { command: 'cut_off', release: '3.4.1', cutoff, to: '3.4.2' });
    return story;
  }

  test('A6 are looked for thirty days after the release that it made, by the sweep, whatever the length of a queue’s memory', () => {
    const story = cut(approves(runEnds(running({ jobs: [{ role: 'backfill' }] }))));
    expect(looks(story)).toEqual([{ kind: 'check_gates', leftOver: '3.4.1' }]);
    const wanted = story.wanted.find(({ effect }) => effect.kind === 'check_gates' && effect.leftOver !== undefined);
    expect(wanted).toMatchObject({ notBefore: story.now + 30 * DAY, patient: true });
  });

  test.each([
    ['one that missed it', () => cut(running({ jobs: [...oneOff.jobs] }))],
    ['one of another role, which may be meant to stay', () => cut(approves(runEnds(running())))],
    ['one at a branch, which adds no file', () => cut(approves(runEnds(running(atBranch))))],
  ])('A6 not of %s', (_what, story) => {
    expect(looks(story())).toEqual([]);
  });

  describe('A6 C4 of what blocked its release and was approved later', () => {
    const essential = { submission: { essential: true, essentialReason: 'The release reads it.' }, jobs: [...oneOff.jobs] } as const;

    /** Cut before its run has ended; approved a day later. */
    function late(): Story {
      const story = cut(
        running({ ...essential, submission: { ...essential.submission, targetRelease: '3.4.1' }, jobs: [...essential.jobs] }),
      );
      wait(story, DAY);
      return runEnds(story);
    }
    const orders = (story: Story): (number | undefined)[] =>
      story.wanted.flatMap(({ effect, notBefore }) => (effect.kind === 'check_gates' && effect.leftOver !== undefined ? [notBefore] : []));

    test('A6 C4 the release waited for it: they are looked for thirty days after the approval, and told of', () => {
      const story = late();
      expect(orders(story)).toEqual([]);
      approves(story);
      expect(looks(story)).toEqual([{ kind: 'check_gates', leftOver: '3.4.1' }]);
      expect(orders(story)).toEqual([story.now + 30 * DAY]);
      does(story, { command: 'record_left_over', release: '3.4.1', files: ['A in a.py'] });
      expect(effects(story, 'send_mail').at(-1)).toMatchObject({ template: 'left_over', to: 'contributor' });
      expect(story.state.cutoffs).toMatchObject([{ release: '3.4.1', outcome: 'blocking' }]);
    });

    test('A6 A5 undone and approved anew: of the two looks only the later has something to see', () => {
      const story = approves(late());
      const first = story.now + 30 * DAY;
      expect(filesDue(story.state)).toEqual({ release: '3.4.1', due: first });
      wait(story, MINUTE);
      expect(undoes(story, 'grace', verdict(story))).toBeUndefined();
      expect(filesDue(story.state)).toBeUndefined();
      approves(story);
      expect(filesDue(story.state)).toEqual({ release: '3.4.1', due: first + MINUTE });
      expect(orders(story)).toEqual([first, first + MINUTE]);
    });

    test('A6 C4 approved between the cutoff and the look at it, they are looked for, too', () => {
      const story = runEnds(running({ ...essential, jobs: [...essential.jobs] }));
      const cutoff = story.now;
      wait(story, MINUTE);
      approves(story);
      wait(story, MINUTE);
      does(story, { command: 'cut_off', release: '3.4.1', cutoff });
      expect(story.state.cutoffs).toMatchObject([{ outcome: 'blocking' }]);
      expect(orders(story)).toEqual([cutoff + MINUTE + 30 * DAY]);
    });

    test('A6 C6 the cutoff is moved behind the approval: thirty days after it, once', () => {
      const story = approves(late());
      const first = orders(story);
      wait(story, DAY);
      does(story, { command: 'cut_off', release: '3.4.1', cutoff: story.now });
      expect(story.state.cutoffs).toMatchObject([{ outcome: 'blocking' }, { outcome: 'made' }]);
      expect(orders(story)).toEqual([...first, story.now + 30 * DAY]);
      expect(filesDue(story.state)?.due).toBe(story.now + 30 * DAY);
    });

    test.each<[string, (story: Story) => void]>([
      ['was rejected', rejects],
      ['is for a later release since', (story) => (story.state = withTarget(story, '3.4.2'))],
    ])('A6 C4 not when it %s', (_what, then) => {
      const story = late();
      then(story);
      if (story.state.status === 'awaiting_verdict') approves(story);
      expect([orders(story), hasMade(story.state, '3.4.1')]).toEqual([[], false]);
    });

    const withTarget = ({ state }: Story, targetRelease: string): Story['state'] => ({
      ...state,
      submission: { ...state.submission, targetRelease },
    });
  });

  test('A6 what is found is told to its author, file by file; what is no longer in the release is not', () => {
    const story = cut(approves(runEnds(running({ jobs: [{ role: 'backfill' }] }))));
    does(story, { command: 'record_left_over', release: '3.4.0', files: ['a'] });
    does(story, { command: 'record_left_over', release: '3.4.1', files: [] });
    expect(mailsTo(story, 'contributor')).not.toContain('left_over');
    does(story, { command: 'record_left_over', release: '3.4.1', files: ['A in a.py', 'B in b.py'] });
    expect(effects(story, 'send_mail').at(-1)).toMatchObject({
      template: 'left_over',
      to: 'contributor',
      files: ['A in a.py', 'B in b.py'],
    });
  });
});
