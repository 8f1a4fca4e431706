import { z } from 'zod';
import { personShown } from '#products/rehearsal/contracts/answers/people.ts';
import { personId } from '#products/rehearsal/contracts/person-fields.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** W4. */
export const personShow = defineOperation(z.strictObject({ operation: z.literal('person_show'), id: personId }), {
  route: { method: 'GET', path: '/people/{id}', summary: 'Show one person and where each role is from' },
  answer: personShown,
  permission: 'people.read',
  on: everywhere,
})({
  words: ['people', 'show'],
  positional: ['id'],
  options: {},
  about: 'show one person: each role, where it holds, and who gave it',
  make: ({ positional: [id = ''] }) => ({ operation: 'person_show', id }),
});
