import { z } from 'zod';
import { needed } from '#products/rehearsal/contracts/operation-options.ts';
import { personChanged } from '#products/rehearsal/contracts/answers/people.ts';
import { personId } from '#products/rehearsal/contracts/person-fields.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** W3, W4. Somebody whom the settings do not name. */
export const personInvite = defineOperation(
  z.strictObject({
    operation: z.literal('person_invite'),
    id: personId,
    name: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .meta({ examples: ['Rosa Research'] }),
    email: z
      .email('must be an e-mail address')
      .max(200)
      .meta({ examples: ['rosa@study.example.org'] }),
  }),
  {
    route: { method: 'POST', path: '/people', summary: 'Let somebody sign in whom the settings do not name', creates: true },
    answer: personChanged,
    permission: 'people.manage',
    on: everywhere,
  },
)({
  words: ['people', 'invite'],
  positional: ['id'],
  options: { name: 'value', email: 'value' },
  about: 'let somebody sign in whom the settings do not name (--name, --email); what they may, people grant says',
  make: ({ positional: [id = ''], options, problem }) => ({
    operation: 'person_invite',
    id,
    name: needed(options['name'], '--name', problem),
    email: needed(options['email'], '--email', problem),
  }),
});
