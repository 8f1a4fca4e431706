import { z } from 'zod';
import { personChanged } from '#products/rehearsal/contracts/answers/people.ts';
import { personId, roleField, whereFields, whereGiven, whereOptions } from '#products/rehearsal/contracts/person-fields.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** W4. What was given; what the settings give is taken there. */
export const personRevoke = defineOperation(
  z.strictObject({ operation: z.literal('person_revoke'), id: personId, role: roleField, ...whereFields }),
  {
    route: { method: 'DELETE', path: '/people/{id}/roles/{role}', summary: 'Take a role that somebody was given' },
    answer: personChanged,
    permission: 'people.manage',
    on: everywhere,
  },
)({
  words: ['people', 'revoke'],
  positional: ['id', 'role'],
  options: whereOptions,
  about: 'take a role that somebody was given, where it was given; what the settings give is taken there',
  make: ({ positional: [id = '', role = ''], options }) => ({ operation: 'person_revoke', id, role, ...whereGiven(options) }),
});
