import { z } from 'zod';
import { sessionsEnded } from '#products/rehearsal/contracts/answers/people.ts';
import { personId } from '#products/rehearsal/contracts/person-fields.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** W3. Without a number: all that are open. */
export const sessionEnd = defineOperation(
  z.strictObject({ operation: z.literal('session_end'), id: personId, session: z.int().min(1).max(999_999_999).optional() }),
  {
    route: { method: 'POST', path: '/people/{id}/end-sessions', summary: 'End sessions of a person' },
    answer: sessionsEnded,
    permission: 'people.manage',
    on: everywhere,
  },
)({
  words: ['people', 'end-sessions'],
  positional: ['id', 'session?'],
  options: {},
  about: 'end one session of a person, or all: they open nothing within half a minute',
  make: ({ positional: [id = '', session], problem }) => {
    if (session !== undefined && !/^[1-9][0-9]{0,8}$/.test(session)) problem('the session is its number');
    return { operation: 'session_end', id, ...(session === undefined ? {} : { session: Number(session) }) };
  },
});
