import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { approvalText } from '#products/rehearsal/app/performers/update-sheet.ts';
import { fold } from '#products/rehearsal/domain/evolve.ts';
import type { JobRole } from '#contexts/intake/domain/submission.ts';
import {
  answers,
  begin,
  clocks,
  does,
  effects,
  factsOf,
  headMoves,
  HOUR,
  MINUTE,
  openQuestion,
  wait,
  type Story,
} from '#test/support/given-request.ts';
import { approves, job, rejects, running, runEnds, runPasses, undoes } from '#test/support/request-steps.ts';
import { play, rolls } from '#test/support/request-chaos.ts';

const rules = { twoAdminRoles: ['migration'] as JobRole[] };
const migration = { jobs: [{ step: 'm', role: 'migration' as const }], rules };

/** A migration whose verdict is asked for. */
function judged(): { story: Story; question: number } {
  const story = runPasses(running(migration));
  return { story, question: openQuestion(story.state, 'verdict').id };
}

describe('A7 two admins', () => {
  test('A7 the first approval is on the record, the question stays open, and the clock goes on', () => {
    const { story, question } = judged();
    const [clock] = clocks(story, 'verdict', 'running');
    approves(story);
    expect(factsOf(story, 'first_approved')).toMatchObject([{ step: 'm', question, approval: { by: 'grace' } }]);
    expect(story.state.status).toBe('awaiting_verdict');
    expect(openQuestion(story.state, 'verdict').id).toBe(question);
    expect(clocks(story, 'verdict', 'running')).toEqual([clock]);
    const asked = effects(story, 'send_mail').filter(({ template }) => template === 'second_approval');
    expect(asked).toEqual([{ kind: 'send_mail', template: 'second_approval', to: 'alan', question, step: 'm' }]);
  });

  test('A7 A1 the second one approves the job, and both are named', () => {
    const { story } = judged();
    approves(story);
    wait(story, MINUTE);
    approves(story, 'm', 'alan');
    expect(story.state.status).toBe('approved');
    expect(job(story)).toMatchObject({ approval: { by: 'alan', first: { by: 'grace' } } });
    expect(approvalText(job(story), story.rules)).toMatch(/^Approved by Grace Hopper and Alan Turing on /);
    expect(clocks(story, 'verdict', 'running')).toEqual([]);
  });

  test('A7 Q1 neither the same admin twice, nor the author, nor a tester', () => {
    const { story } = judged();
    approves(story);
    expect(answers(story, 'grace', 'verdict', 'approve')?.code).toBe('second_admin_needed');
    expect(answers(story, 'ada', 'verdict', 'approve')?.code).toBe('author_decides_nothing');
    expect(answers(story, 'tim', 'verdict', 'approve')?.code).toBe('not_allowed');
    expect(story.state.status).toBe('awaiting_verdict');
  });

  test('A7 S2 who has approved is not reminded, nor asked next: the other is', () => {
    const { story } = judged();
    approves(story, 'm', 'alan');
    const [clock] = clocks(story, 'verdict', 'running');
    for (const hours of [13, 8, 4]) {
      wait(story, hours * HOUR);
      does(story, { command: 'climb_ladder', clock: clock?.id ?? '', dueAt: clock !== undefined && 'dueAt' in clock ? clock.dueAt : 0 });
    }
    const reminded = effects(story, 'send_mail').filter(({ template }) => template === 'answer_reminder');
    expect(reminded.map(({ to }) => to)).toEqual(['grace', 'grace', 'grace']);
    expect(factsOf(story, 'clock_breached')).toMatchObject([{ askedNext: 'grace' }]);
  });

  test('A7 other roles take one', () => {
    const story = runPasses(running({ jobs: [{ step: 'a', role: 'audit' }], rules }));
    approves(story);
    expect(job(story)).toMatchObject({ state: 'approved' });
    expect(job(story)).not.toHaveProperty('approval.first');
  });

  test('A7 after one approval the other may still reject or run again, and the first may change their mind', () => {
    for (const who of ['grace', 'alan']) {
      const rejected = judged().story;
      approves(rejected);
      rejects(rejected, 'm', who);
      expect(rejected.state.status).toBe('rejected');
      const again = judged().story;
      approves(again);
      answers(again, who, 'verdict', 'rerun');
      expect(job(again).state).toBe('waiting');
      expect(job(again)).not.toHaveProperty('firstApproval');
    }
  });

  test('A7 G1 a new commit forgets the first approval', () => {
    const { story } = judged();
    approves(story);
    headMoves(story);
    expect(job(story)).not.toHaveProperty('firstApproval');
  });

  test('A7 R8 what the first said of an output that differs stands for both', () => {
    const story = running(migration);
    runEnds(story, 'm', { stdout: ['done', 'more'] });
    expect(answers(story, 'grace', 'verdict', 'approve')?.code).toBe('override_missing');
    answers(story, 'grace', 'verdict', 'approve', { overrideReason: 'one more is fine' });
    answers(story, 'alan', 'verdict', 'approve');
    expect(job(story)).toMatchObject({ approval: { by: 'alan', expectedOutput: { kind: 'overridden', reason: 'one more is fine' } } });
  });
});

describe('A7 A5 each takes back their own', () => {
  test('A7 A5 the first, while the second is awaited: to the millisecond, and by nobody else', () => {
    const { story, question } = judged();
    const [clock] = clocks(story, 'verdict', 'running');
    approves(story);
    wait(story, 10 * MINUTE - 1);
    expect(undoes(story, 'alan', question)?.code).toBe('not_allowed');
    expect(undoes(story, 'grace', question)).toBeUndefined();
    expect(job(story)).not.toHaveProperty('firstApproval');
    expect(openQuestion(story.state, 'verdict').id).toBeGreaterThan(question);
    expect(clocks(story, 'verdict', 'running')).toEqual([clock]);
    expect(undoes(story, 'grace', question)?.code).toBe('unknown_question');
    approves(story);
    undoes(story, 'grace', openQuestion(story.state, 'verdict').id);
    approves(story, 'm', 'alan');
    const { id } = openQuestion(story.state, 'verdict');
    wait(story, 10 * MINUTE);
    expect(undoes(story, 'alan', id)?.code).toBe('too_late');
  });

  test.each([
    ['alan', 'grace'],
    ['grace', 'alan'],
  ])('A7 A5 once both have: %s takes theirs back, and that of %s is one of two', (who, other) => {
    const { story, question } = judged();
    approves(story);
    wait(story, MINUTE);
    approves(story, 'm', 'alan');
    expect(undoes(story, 'ada', question)?.code).toBe('not_allowed');
    expect(undoes(story, who, question)).toBeUndefined();
    expect(story.state.status).toBe('awaiting_verdict');
    expect(job(story)).toMatchObject({ firstApproval: { by: other } });
    expect(answers(story, other, 'verdict', 'approve')?.code).toBe('second_admin_needed');
    approves(story, 'm', who);
    expect(job(story)).toMatchObject({ state: 'approved', approval: { by: who, first: { by: other } } });
  });

  test('A7 A5 each has ten minutes from their own', () => {
    const { story, question } = judged();
    approves(story);
    wait(story, 9 * MINUTE);
    approves(story, 'm', 'alan');
    wait(story, MINUTE);
    expect(undoes(story, 'grace', question)?.code).toBe('too_late');
    expect(undoes(story, 'alan', question)).toBeUndefined();
  });
});

test('A7 whatever is tried, no job of such a role is approved but by two different admins who are not the author', () => {
  const beginning = {
    jobs: [
      { step: 'a', role: 'audit' as const },
      { step: 'b', role: 'migration' as const, needs: ['a'] },
    ],
    rules: { twoAdminRoles: ['migration', 'audit'] as JobRole[] },
  };
  fc.assert(
    fc.property(rolls, (dice) => {
      const story = begin(beginning);
      play(story, dice, () => {
        for (const one of story.state.jobs) {
          if (one.state !== 'approved') continue;
          const { by, first } = one.approval;
          expect([by, first?.by].toSorted((x, y) => String(x).localeCompare(String(y)))).toEqual(['alan', 'grace']);
        }
      });
      expect(fold(story.timeline)).toEqual(story.state);
    }),
    { numRuns: 150 },
  );
});
