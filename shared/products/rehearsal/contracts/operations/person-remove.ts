import { z } from 'zod';
import { why } from '#products/rehearsal/contracts/operation-fields.ts';
import { needed } from '#products/rehearsal/contracts/operation-options.ts';
import { personChanged } from '#products/rehearsal/contracts/answers/people.ts';
import { personId } from '#products/rehearsal/contracts/person-fields.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** W4. */
export const personRemove = defineOperation(z.strictObject({ operation: z.literal('person_remove'), id: personId, why }), {
  route: { method: 'POST', path: '/people/{id}/remove', summary: 'Take all that somebody was given, and end their sessions' },
  answer: personChanged,
  permission: 'people.manage',
  on: everywhere,
})({
  words: ['people', 'remove'],
  positional: ['id'],
  options: { why: 'value' },
  about: 'take all that somebody was given and end their sessions; whom the settings name keeps what those give',
  make: ({ positional: [id = ''], options, problem }) => ({
    operation: 'person_remove',
    id,
    why: needed(options['why'], '--why', problem),
  }),
});
