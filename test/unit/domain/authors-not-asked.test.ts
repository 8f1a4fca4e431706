import { describe, expect, test } from '@jest/globals';
import { HOUR } from '#kernel/time.ts';
import type { QuestionKind } from '#products/rehearsal/domain/questions.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import { recipients } from '#products/rehearsal/domain/react/questions.ts';
import { nobodys } from '#products/rehearsal/domain/parts/whose.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { letTimePass } from '#test/support/clock-watch.ts';
import { answers, begin, effects, openQuestion, recordGates, tries, type Story } from '#test/support/given-request.ts';
import { beth, closes, continues, looksThere } from '#test/support/going-on.ts';
import { approves, auditThenMigration, deployed, runPasses, throughReview } from '#test/support/request-steps.ts';
import { people, sampleRules, sampleSubmission } from '#test/support/sample-request.ts';

const { submission, ...rest } = begin().state;
const cara = { name: 'Cara', email: 'cara@example.com', githubLogin: 'cara' };
const alan = { name: 'Alan Turing', email: 'alan@example.org', githubLogin: 'alan' };
const state: RequestState = { ...rest, submission: sampleSubmission({ contributor: cara }), authors: { logins: ['cara'], people: [] } };

/** Every way of being one who may not decide. */
const ways: [string, RequestState, string][] = [
  ['contributor', { ...state, submission: { ...submission, contributor: alan } }, 'alan'],
  ['author by an address', { ...state, authors: { logins: [], people: ['alan'] } }, 'alan'],
  ['author by a login', { ...state, authors: { logins: ['grace'], people: [] } }, 'grace'],
  [
    'former contributor',
    { ...state, continued: [{ from: submission.change, to: submission.change, at: 1, contributor: alan }] } as RequestState,
    'alan',
  ],
];

/** Alan’s request is Beth’s now, and its audit has run. */
function takenFromAlan(): Story {
  const story = begin({ ...auditThenMigration, rules: { wordOnAudits: true }, submission: { contributor: alan } });
  recordGates(story);
  closes(story);
  expect(continues(story, { successor: beth, operator: 'olga' })).toBeUndefined();
  looksThere(story);
  return runPasses(deployed(throughReview(story)), 'audit');
}

describe('Q1 I19 who may not decide is sent no link to decide', () => {
  test.each(ways)('Q1 G11 I19 no kind of question is put to its %s, whoever it is assigned to', (_way, asked, who) => {
    for (const kind of Object.keys(questionKinds) as QuestionKind[]) {
      for (const assignee of people.map(({ id }) => id))
        for (const whose of [asked, { ...asked, assignee }, nobodys({ ...asked, assignee })])
          expect(recipients(kind, whose, sampleRules)).not.toContain(who);
    }
    expect(recipients('word_waiver', nobodys(asked), sampleRules).length).toBeGreaterThan(0);
  });

  test('R13 I19 whose it was is an admin: the breach of the word brings them no link', () => {
    const story = approves(takenFromAlan(), 'audit');
    letTimePass(story, 60 * HOUR);
    const { id } = openQuestion(story.state, 'word_waiver');
    const linked = effects(story, 'send_mail').filter((mail) => mail.question === id);
    expect(linked.map(({ to }) => to)).toContain('grace');
    expect(linked.map(({ to }) => to)).not.toContain('alan');
    expect(answers(story, 'alan', 'word_waiver', 'waive_word', { comment: 'she is away' })?.code).toBe('author_decides_nothing');
  });

  test('X7 I19 an operator who lets people in finds nothing that is asked of them', () => {
    const story = takenFromAlan();
    expect(tries(story, { command: 'unlock', operator: 'op', person: 'alan' })?.code).toBe('not_possible_now');
    expect(tries(story, { command: 'unlock', operator: 'op', person: 'grace' })).toBeUndefined();
  });
});
