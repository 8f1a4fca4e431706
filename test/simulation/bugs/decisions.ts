import type { Bug } from './bug.ts';

/** Q1, N3, A1, X1: who decides, once, on what. */
export const decisionBugs: readonly Bug[] = [
  {
    name: 'author-rule-ignored',
    file: 'shared/contexts/gates/domain/authors.ts',
    find: 'export function isAuthor(person: Person, { submission, authors, continued = [] }: Written): boolean {',
    replace:
      "export function isAuthor(person: Person, { submission, authors, continued = [] }: Written): boolean {\n  if (person.id !== '') return false;",
    why: 'she is an admin, so she may approve her own job',
  },
  {
    name: 'used-link-accepted',
    file: 'shared/kernel/questions/judge.ts',
    find: "if (question.state === 'answered' || (",
    replace: "if ((question.state === 'answered' && question.id === 0) || (",
    why: 'the second click decides again',
  },
  {
    name: 'closed-question-answered',
    town: { requests: 3, on: { misuse: true } },
    file: 'shared/kernel/questions/judge.ts',
    find: "const reason = question.state === 'closed' ?",
    replace: "const reason = question.state === 'closed' && question.id === 0 ?",
    why: 'the request has changed since the mail, and its old links still work',
  },
  {
    name: 'old-answer-for-the-newest',
    town: { requests: 3, on: { misuse: true } },
    file: 'shared/kernel/questions/judge.ts',
    find: 'const question = questions.find(({ id }) => id === attempt.question);',
    replace:
      'const meant = questions.find(({ id }) => id === attempt.question);\n' +
      '  const question = questions.findLast(({ kind }) => kind === meant?.kind);',
    why: 'an answer to an older version is taken for the one that is asked now',
  },
  {
    name: 'testers-approve',
    file: 'shared/products/rehearsal/kinds/questions/verdict.ts',
    find: "asked: ['admins'],",
    replace: "asked: ['admins', 'testers'],",
    why: 'testers start and watch runs, so they may as well judge them',
  },
  {
    name: 'contributors-review',
    file: 'shared/products/rehearsal/kinds/questions/review.ts',
    find: "asked: ['admins'],",
    replace: "asked: ['admins', 'contributor'],",
    why: 'the contributor accepts their own request',
  },
  {
    name: 'answer-not-recorded',
    file: 'shared/products/rehearsal/kinds/actions/approve.ts',
    find: "  recordAnswer(deciding, answering);\n  stopVerdictClocks(deciding, 'answered');\n  const both",
    replace: "  stopVerdictClocks(deciding, 'answered');\n  const both",
    why: 'the job is approved, and its question stays open for others to answer',
  },
  {
    name: 'unexpected-output-approved',
    town: { requests: 3, on: { bad_run: true } },
    file: 'shared/contexts/verdict/domain/comparison.ts',
    find: "if (missing.length === 0 && unexpected.count === 0) return { kind: 'matched' };",
    replace: "if (missing.length < 1_000_000) return { kind: 'matched' };",
    why: 'something was printed',
  },
  {
    name: 'undo-for-ever',
    town: { requests: 3, on: { withdraw: true } },
    file: 'shared/products/rehearsal/domain/decide/undo.ts',
    find: 'if (at >= own + rules.undoWithin) return',
    replace: 'if (at < own) return',
    why: 'a verdict that all have acted upon is taken back the next day',
  },
  {
    name: 'undo-by-anyone',
    file: 'shared/products/rehearsal/domain/decide/undo.ts',
    find: "if (answer?.by.kind === 'person' && answer.by.id === person)",
    replace: 'if (answer !== undefined)',
    why: 'another admin takes back a verdict that was not theirs',
  },
];
