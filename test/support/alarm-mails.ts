import type { RequestMailInput } from '#products/rehearsal/pages/mails/write-mail.ts';
import type { WantedMail, Words } from '#test/support/wanted-mail.ts';

const alarms = ['agent_silent', 'agent_back', 'data_unsound', 'data_unsound_over', 'mails_refused', 'mails_pass'] as const;

/** Mails about the installation or a stranger's pull request, to whoever reads this one, not about the request in whose thread they come. */
export function alarmsBeside({ question: _question, ...input }: RequestMailInput, words: Words): WantedMail[] {
  const merged = { pullRequest: 'oppia/oppia#18406', sha: 'a'.repeat(40) };
  return [
    { template: 'dead_letters', input: deadLetters(input, words) },
    ...alarms.map((template) => ({ template, input: alarm(template, input, words) })),
    { template: 'unasked_merge', input: { ...input, template: 'unasked_merge', data: merged } },
    {
      template: 'token_ends',
      input: { ...input, template: 'token_ends', data: { token: 'client.ci.1', label: words.prose, expiresAt: Date.UTC(2027, 0, 15, 8) } },
    },
    { template: 'sign_in', input: { ...input, template: 'sign_in', data: { ask: 'a'.repeat(22), until: Date.UTC(2027, 0, 15, 8) } } },
  ];
}

function alarm(template: (typeof alarms)[number], input: RequestMailInput, { prose }: Words): RequestMailInput {
  const since = Date.UTC(2027, 0, 15, 8);
  const data = {
    agent_silent: { backend: prose, since },
    agent_back: { backend: prose, since },
    data_unsound: { backend: prose, since },
    data_unsound_over: { backend: prose, since, asked: prose.length > 1 },
    mails_refused: { count: 3, isLeast: true, since, said: prose },
    mails_pass: { since },
  };
  return { ...input, template, data: data[template] };
}

function deadLetters(input: RequestMailInput, { prose }: Words): RequestMailInput {
  const kinds = [{ kind: 'send_mail', count: 1 }];
  const letters = [{ key: 'rq1-1-0-send_mail', attempts: 10, cause: prose }];
  return { ...input, template: 'dead_letters', data: { count: 1, isLeast: false, kinds, letters, isCut: false } };
}
