import { z } from 'zod';
import { days } from '#products/rehearsal/contracts/operation-fields.ts';
import { wholeOf } from '#products/rehearsal/contracts/operation-options.ts';
import { personChanged } from '#products/rehearsal/contracts/answers/people.ts';
import { personId, roleField, whereFields, whereGiven, whereOptions } from '#products/rehearsal/contracts/person-fields.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** W4. For all where no place is given; for ever without `days`. */
export const personGrant = defineOperation(
  z.strictObject({ operation: z.literal('person_grant'), id: personId, role: roleField, ...whereFields, days: days.optional() }),
  {
    route: { method: 'POST', path: '/people/{id}/roles', summary: 'Give somebody a role, for all or at one place' },
    answer: personChanged,
    permission: 'people.manage',
    on: everywhere,
  },
)({
  words: ['people', 'grant'],
  positional: ['id', 'role'],
  options: { ...whereOptions, days: 'value' },
  about: 'give somebody a role, for all or for one --backend, --workspace or --client; --days: it ends by itself',
  make: ({ positional: [id = '', role = ''], options, problem }) => ({
    operation: 'person_grant',
    id,
    role,
    ...whereGiven(options),
    ...wholeOf('days', 'days', options, problem),
  }),
});
