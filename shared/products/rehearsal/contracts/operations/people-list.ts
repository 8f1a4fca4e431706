import { z } from 'zod';
import { limit } from '#products/rehearsal/contracts/operation-fields.ts';
import { limited, limitOf } from '#products/rehearsal/contracts/operation-options.ts';
import { peoplePage } from '#products/rehearsal/contracts/answers/people.ts';
import { personId } from '#products/rehearsal/contracts/person-fields.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** W4. */
export const peopleList = defineOperation(z.strictObject({ operation: z.literal('people_list'), limit, after: personId.optional() }), {
  route: { method: 'GET', path: '/people', summary: 'List people and their roles' },
  answer: peoplePage,
  permission: 'people.read',
  on: everywhere,
})({
  words: ['people', 'list'],
  also: ['people'],
  positional: [],
  options: { ...limited, after: 'value' },
  about: 'list people and the roles that they have, by settings or invited (--after names the last of a page)',
  make: ({ options, problem }) => ({
    operation: 'people_list',
    ...limitOf(options, problem),
    ...(options['after'] === undefined ? {} : { after: options['after'].replace(/^0\//, '') }),
  }),
});
