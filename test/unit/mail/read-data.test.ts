import { describe, expect, test } from '@jest/globals';
import { dataOf } from '#products/rehearsal/domain/mail/read-data.ts';
import type { MailTemplate } from '#products/rehearsal/domain/mail/template.ts';

const since = Date.UTC(2027, 0, 15, 8);
const none = { shown: [], more: 0 };
const line = (requestId: string, what: string, title = 'MoveTopicsJob') => ({ requestId, title, what });

/** Texts that effects of earlier versions carry, and what they said. */
const notes: [template: MailTemplate, note: string, told: object][] = [
  ['left_over', 'AJob in a.py\nBJob in b.py', { release: '3.4.1', files: ['AJob in a.py', 'BJob in b.py'] }],
  ['unasked_merge', 'oppia/oppia#18406 at aaaaaaa', { pullRequest: 'oppia/oppia#18406', sha: 'aaaaaaa' }],
  ['agent_silent', 'local has never reported', { backend: 'local' }],
  ['agent_silent', 'local has not reported since 2027-01-15 08:00 UTC', { backend: 'local', since }],
  ['agent_back', 'local reports again; it was silent from 2027-01-15 08:00 UTC', { backend: 'local', since }],
  ['mails_refused', '3 refused since 2027-01-15 08:00 UTC\n550 no\nrelay', { count: 3, isLeast: false, since, said: '550 no\nrelay' }],
  ['mails_refused', '100 or more refused since 2027-01-15 08:00 UTC\n', { count: 100, isLeast: true, since, said: '' }],
  ['mails_pass', 'none of the last 24 hours is refused any more; the first was at 2027-01-15 08:00 UTC', { since }],
  [
    'dead_letters',
    '100 or more in all: 98 send_mail, 2 run_job.\nk1 after 10 attempts: 550: no such user,\nafter 2 attempts: of its own\nk2 after 1 attempts: it never ended\n…',
    {
      count: 100,
      isLeast: true,
      kinds: [
        { kind: 'send_mail', count: 98 },
        { kind: 'run_job', count: 2 },
      ],
      letters: [
        { key: 'k1', attempts: 10, cause: '550: no such user,\nafter 2 attempts: of its own' },
        { key: 'k2', attempts: 1, cause: 'it never ended' },
      ],
      isCut: true,
    },
  ],
  [
    'cutoff_passed',
    'ab MoveTopicsJob: blocking; its gates must pass\ncd MoveTopicsJob: moved to 3.5; a: b\nand 12 more',
    {
      release: '3.4.1',
      lines: { shown: [line('ab', 'blocking; its gates must pass'), line('cd', 'moved to 3.5; a: b')], more: 12 },
      blocking: 1,
    },
  ],
  ['cutoff_warning', '', { release: '3.4.1', lines: none, blocking: 0 }],
  ['cutoff_moved', 'words', { release: '3.4.1', lines: { shown: [{ requestId: '', title: 'words', what: '' }], more: 0 }, blocking: 0 }],
  [
    'release_report',
    '1 ready, 0 missed, 2 blocking, 1 breach\n# Blocking\nab MoveTopicsJob: x\nand 1 more\n# Ready\ncd MoveTopicsJob: y\n# Breaches\ncd MoveTopicsJob: review, answered late',
    {
      release: '3.4.1',
      report: 2,
      counts: { ready: 1, missed: 0, blocking: 2, breaches: 1 },
      blocking: { shown: [line('ab', 'x')], more: 1 },
      missed: none,
      ready: { shown: [line('cd', 'y')], more: 0 },
      breaches: { shown: [line('cd', 'review, answered late')], more: 0 },
    },
  ],
];

describe('what a stored mail carries', () => {
  test.each(notes)('Z5 N2 %s of an earlier version says what its text said: %j', (template, note, told) => {
    expect(dataOf(template, { kind: 'send_mail', to: 'grace', note, release: '3.4.1', report: 2 })).toEqual(told);
    // What was read is what a mail of this version carries: it reads as itself.
    expect(dataOf(template, { kind: 'send_mail', to: 'grace', ...told })).toEqual(told);
  });

  test('N2 what its template does not know is left alone', () => {
    expect(dataOf('approved', { kind: 'send_mail', template: 'approved', to: 'grace', question: 4, taker: 1 })).toEqual({});
    expect(dataOf('review_request', { question: 4, step: 'a', note: 'x', again: true })).toEqual({ question: 4, step: 'a' });
  });

  test('N2 what is missing or of another kind is named, all of it', () => {
    expect(() => dataOf('agent_back', { since: 'long ago' })).toThrow(/agent_back:[^]*backend[^]*since/);
    expect(() => dataOf('mails_pass', { note: 'they pass' })).toThrow(/since/);
    expect(() => dataOf('gone' as MailTemplate, {})).toThrow('no template gone');
  });
});
