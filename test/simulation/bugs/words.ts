import type { Bug } from './bug.ts';

/** R13: what the contributor says of an audit before anything is built on it. */
export const wordBugs: readonly Bug[] = [
  {
    name: 'writes-without-the-word',
    town: { requests: 3, settings: { words: true } },
    file: 'shared/contexts/plans/domain/job/word.ts',
    find: 'return writes(job.ask.role) ?',
    replace: "return job.ask.role === 'backfill' ?",
    why: 'the migration starts while its contributor is still asked whether the audit may be built on',
  },
  {
    name: 'the-word-survives-a-push',
    town: { requests: 3, settings: { words: true } },
    file: 'shared/products/rehearsal/domain/decide/word.ts',
    find: 'if (hasWord(job)) return false;',
    replace:
      "if (hasWord(job) || state.questions.some((one) => one.kind === 'word' && one.step === job.step && one.state === 'answered')) return false;",
    why: 'who said it of the commit before has said it for good',
  },
  {
    name: 'admins-give-the-word',
    town: { requests: 3, settings: { words: true } },
    file: 'shared/products/rehearsal/kinds/questions/word.ts',
    find: "asked: ['contributor'],",
    replace: "asked: ['contributor', 'admins'],",
    why: 'whoever approved the audit says in place of its contributor that it may be built on, and gives no reason',
  },
];
