import { answerOf, commit, count, instant, like, oneOf, pageOf, words, yes } from '#contexts/access/contracts/api/answer.ts';
import { backend } from './backends.ts';

const request = {
  id: like('k3m9x2'),
  status: like('waiting_for_gates'),
  code: like('oppia/oppia#123').describe('Its pull request or ref.'),
  contributor: like('octocat'),
  backend,
  release: words.optional(),
  essential: yes,
  assignee: words.optional(),
  submitted: instant,
} as const;

export const requestPage = pageOf('requests', request);

export const requestSubmitted = answerOf(
  {
    id: request.id,
    status: request.status,
    statusUrl: words.describe('Its page, for whoever has the address.'),
    outcome: oneOf('created', 'unchanged').optional(),
  },
  { warnings: { path: words, message: words } },
);

export const answersGiven = answerOf(
  { given: count, of: count },
  { answers: { id: request.id, question: count, answer: oneOf('given', 'refused'), why: words.optional() } },
);

export const requestQueue = answerOf(
  { notShown: count.optional().describe('So many more wait.') },
  { requests: { position: count, ...request, waitingSince: instant.optional() } },
);

export const requestShown = answerOf(
  {
    ...request,
    commit: commit.optional(),
    version: count,
    asked: words.optional().describe('Open questions: who acts next.'),
  },
  {
    jobs: {
      step: words,
      job: like('CountTopicsJob'),
      role: oneOf('audit', 'migration', 'verify', 'backfill', 'cleanup', 'other'),
      state: words,
      runs: count,
      outcome: words.optional(),
    },
  },
);

export const requestEntries = answerOf({}, { entries: { version: count, at: instant, by: words, command: words, facts: words } });

const mail = {
  at: instant,
  template: words,
  to: words,
  state: oneOf('accepted', 'rejected', 'unknown', 'skipped', 'held'),
  attempts: count,
  response: words.optional(),
  key: words,
} as const;

export const requestMailList = answerOf({}, { mails: mail });

export const mailPage = pageOf('mails', { about: words, ...mail });

export const mailOrdered = answerOf({ key: words, ordered: yes, note: words });

export const timelinesChecked = pageOf(
  'faults',
  { id: words, entry: count, what: words },
  {
    id: words.optional(),
    entries: count.optional(),
    whole: yes.optional(),
    hash: words.optional(),
    checked: count.optional(),
    others: count.optional(),
    changed: count.optional(),
    amiss: yes.optional().describe('Something is not as it was written.'),
  },
);
