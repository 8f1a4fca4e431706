import { answerOf, count, instant, like, names, oneOf, pageOf, words, yes } from '#contexts/access/contracts/api/answer.ts';

const intake = {
  open: yes,
  settings: words.optional(),
  since: instant.optional(),
  by: words.optional(),
  why: words.optional(),
} as const;

export const intakeSwitched = answerOf(intake);

export const intakeShown = answerOf(intake, {
  history: { at: instant, what: oneOf('opened', 'closed'), by: words, why: words.optional() },
});

export const deadPage = pageOf('deadLetters', {
  key: words,
  kind: like('send_mail'),
  request: words.optional(),
  attempts: count,
  replays: count,
  givenUpAt: instant.optional(),
  cause: words,
});

export const deadReplayed = answerOf({ key: words, replayed: yes, note: words.optional() });

export const deadDismissed = answerOf({ key: words, dismissed: yes, note: words.optional() });

export const allReplayed = answerOf({ replayed: count });

export const swept = answerOf({ dead: count.describe('Dead letters that wait for somebody.') }, {}, { others: count });

export const sweepShown = answerOf(
  {
    reported: words.describe('When, or never.'),
    reports: words,
    found: words.optional(),
    lastFound: words.optional(),
    lastFoundAt: instant.optional(),
    inAll: words.optional(),
  },
  {
    sweepers: {
      sweeper: words,
      lastFound: count,
      at: instant.optional(),
      isWarning: yes,
      finds: words,
      helps: words,
      failed: words.optional(),
      failedAt: instant.optional(),
    },
  },
);

export const signInLink = answerOf({ open: like('http://127.0.0.1:8080/board').optional().describe('It is said this once.') });

export const tokenMade = answerOf({
  id: like('client.ci.1'),
  backends: names.optional(),
  permissions: names.optional().describe('What it may through the API.'),
  expires: instant.optional(),
  valid: names.describe('All tokens of the holder that are valid now.'),
  token: like('rehearsal_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG').optional().describe('It is said this once, and kept nowhere.'),
  outcome: oneOf('created', 'unchanged').optional(),
  note: words,
});

export const tokenRevoked = answerOf({ token: like('client.ci.1'), revoked: yes, valid: names });

export const tokenPage = pageOf('tokens', {
  token: like('client.ci.1'),
  state: oneOf('valid', 'revoked', 'expired'),
  label: words,
  backends: names.optional(),
  permissions: names.optional().describe('What it may through the API.'),
  made: instant,
  by: words,
  expires: instant.optional(),
  lastUsed: instant.optional(),
  ended: instant.optional(),
  endedBy: words.optional(),
});

export const settingsTold = answerOf(
  {},
  { settings: { setting: like('rules.personalDataDays'), value: words.optional(), from: oneOf('file', 'sample', 'default') } },
);
