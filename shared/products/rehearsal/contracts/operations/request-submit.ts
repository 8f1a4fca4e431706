import { z } from 'zod';
import { needed } from '#contexts/access/contracts/operation-options.ts';
import { requestSubmitted } from '#products/rehearsal/contracts/answers/requests.ts';
import { jsonOf } from '#products/rehearsal/contracts/operation-options.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** I1, I2, P1. The form as every other door takes it: what is wrong with it is told with its place, all of it at once. */
export const requestSubmit = defineOperation(
  z.strictObject({
    operation: z.literal('request_submit'),
    form: z.record(z.string().max(100), z.unknown()).meta({ examples: [{ formVersion: 1, kind: 'new_job' }] }),
  }),
  {
    route: { method: 'POST', path: '/requests', summary: 'Ask for a test', creates: true },
    answer: requestSubmitted,
    permission: 'requests.create',
    on: everywhere,
  },
)({
  words: ['requests', 'submit'],
  positional: [],
  options: { form: 'value' },
  about: 'ask for a test: --form is the form as JSON; its contributor confirms the address by mail, unless it is your own',
  make: ({ options: { form }, problem }) => ({
    operation: 'request_submit',
    form: jsonOf(needed(form, '--form', problem), '--form', problem) as Record<string, unknown>,
  }),
});
