import { z } from 'zod';
import { kindLabels, requestKinds, type RequestKind } from '../choices.ts';
import { pasted, ruled } from '../fields.ts';
import { isGitRef } from '../git-ref.ts';
import { field } from './field.ts';

const kindTitles: Record<RequestKind, string> = {
  new_job: 'A new job',
  existing_job: 'An existing job',
  feature: 'A feature',
  server_action: 'A server action',
};

export const changeFields = {
  kind: field(z.enum(requestKinds), {
    section: 'what',
    reads: 'text',
    input: { as: 'choice', labels: kindLabels, inView: true },
    label: 'Kind',
    required: true,
    google: { title: 'What is to be tested?', choices: kindTitles },
  }),
  pullRequest: field(pasted(500).optional(), {
    section: 'what',
    reads: 'text',
    input: { as: 'line', type: 'url' },
    label: 'Pull request',
    hint: 'Paste its address, such as https://github.com/owner/repository/pull/123.',
    required: 'sometimes',
    google: { title: 'Pull request', help: 'Paste its address. Leave it out for an existing job.' },
  }),
  ref: field(ruled(200, (value) => (isGitRef(value) ? undefined : { code: 'bad_ref', message: 'This is not a branch name.' })).optional(), {
    section: 'what',
    reads: 'text',
    input: { as: 'line' },
    only: ['existing_job', 'server_action'],
    label: 'Branch',
    hint: 'Only for an existing job or a server action without a pull request, such as develop.',
    required: 'sometimes',
    google: { title: 'Branch', help: 'Of an existing job or a server action without a pull request, such as develop.' },
  }),
};
