import { z } from 'zod';
import { answerFields, answerGiven } from '#products/rehearsal/contracts/answer-fields.ts';
import { requestShown } from '#products/rehearsal/contracts/answers/requests.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

/** W3, B4. In one's own name, as from the request's page. */
export const requestAnswer = defineOperation(z.strictObject({ operation: z.literal('request_answer'), ...answerFields }), {
  route: { method: 'POST', path: '/requests/{id}/answers', summary: 'Answer a question of it' },
  answer: requestShown,
  permission: 'requests.decide',
  on: ({ id }) => ({ of: { kind: 'request', id } }),
})({
  words: ['requests', 'answer'],
  positional: ['id', 'question', 'action'],
  options: { comment: 'value' },
  about: 'answer a question of a request in your own name: accept, return, approve …; --comment where a reason is wanted',
  make: (given) => ({ operation: 'request_answer', ...answerGiven(given) }),
});
