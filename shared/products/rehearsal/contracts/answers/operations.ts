import { answerOf, commit, count, instant, like, oneOf, pageOf, words, yes } from '#contexts/access/contracts/api/answer.ts';
import { backend } from './backends.ts';

const operation = {
  id: words,
  program: oneOf(
    'job',
    'action',
    'command',
    'build',
    'regression',
    'refresh_data',
    'manual',
    'announce',
    'wait',
    'probe',
    'smoke',
    'test_ref',
  ),
  name: words,
  backend: backend.optional(),
  state: oneOf('pending', 'preparing', 'executing', 'finalizing', 'done', 'failed', 'cancelled', 'lost'),
  outcome: words.optional(),
  by: words.optional(),
  within: like('request k3m9x2'),
  commit: commit.optional(),
  createdAt: instant,
  startedAt: instant.optional(),
  endedAt: instant.optional(),
} as const;

export const operationPage = pageOf('operations', operation, { note: words.optional() });

export const operationShown = answerOf({
  ...operation,
  of: words.optional().describe('A repository or a workspace, in which it is known by its name.'),
  attempts: count.optional(),
  more: words.describe('The command that says more.'),
});

export const knownPage = pageOf(
  'jobs',
  {
    what: oneOf('job', 'action'),
    name: words,
    of: words,
    file: words.optional(),
    last: words.describe('How it ended last; never, where it did not.'),
    endedAt: instant.optional(),
    backend: backend.optional(),
    commit: commit.optional(),
    operation: words.optional(),
    underWay: words.optional(),
    start: words.describe('How to start it anew.'),
  },
  { repository: like('oppia/oppia'), known: count, notes: words.optional() },
);

export const operationWritten = answerOf(
  {
    id: words,
    stream: oneOf('stdout', 'stderr'),
    state: operation.state,
    isOver: yes.describe('Nothing more will come.'),
    total: count.describe('Lines that there are by now.'),
    bytes: count.optional(),
    found: count.optional().describe('Of all lines, those that have what was searched.'),
  },
  { lines: { line: count, text: words.optional(), cut: yes.optional().describe('It is longer; the download of its page has all of it.') } },
);
