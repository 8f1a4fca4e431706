import { z } from 'zod';
import { answerFields, answerGiven } from '#products/rehearsal/contracts/answer-fields.ts';
import { requestShown } from '#products/rehearsal/contracts/answers/requests.ts';
import { personId } from '#products/rehearsal/contracts/person-fields.ts';
import { needed } from '#products/rehearsal/contracts/operation-options.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

/** B4, W5. In the name of somebody who said so elsewhere: both stand on the record. */
export const requestAnswerFor = defineOperation(
  z.strictObject({ operation: z.literal('request_answer_for'), ...answerFields, as: personId }),
  {
    route: { method: 'POST', path: '/requests/{id}/answers-for', summary: 'Record what somebody answered' },
    answer: requestShown,
    permission: 'people.act_for',
    on: ({ id }) => ({ of: { kind: 'request', id } }),
    actsFor: ({ as }) => as,
  },
)({
  words: ['requests', 'answer-for'],
  positional: ['id', 'question', 'action'],
  options: { comment: 'value', as: 'value' },
  about: 'record what a person answered to a question of a request (--as names them); both of you stand on the record',
  make: (given) => ({
    operation: 'request_answer_for',
    ...answerGiven(given),
    as: needed(given.options['as'], '--as', given.problem),
  }),
});
