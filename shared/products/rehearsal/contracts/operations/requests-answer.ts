import { z } from 'zod';
import { needed, namesOf } from '#contexts/access/contracts/operation-options.ts';
import { answerFields, QUESTION } from '#products/rehearsal/contracts/answer-fields.ts';
import { answersGiven } from '#products/rehearsal/contracts/answers/requests.ts';
import { anywhere, defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

/** W3, N2. One answer to questions of many requests, each by itself: what one refuses hinders no other. */
export const requestsAnswer = defineOperation(
  z.strictObject({
    operation: z.literal('requests_answer'),
    questions: z
      .array(z.string().regex(QUESTION, 'must be a request and its question, such as k3m9x2/3'))
      .min(1, 'choose at least one')
      .max(50)
      .meta({ examples: [['k3m9x2/3']] }),
    action: answerFields.action,
    comment: answerFields.comment,
  }),
  {
    route: { method: 'POST', path: '/answers', summary: 'Give one answer to questions of many requests' },
    answer: answersGiven,
    permission: 'requests.decide',
    on: anywhere,
  },
)({
  words: ['requests', 'answer-many'],
  positional: ['action'],
  options: { questions: 'value', comment: 'value' },
  about: 'give one answer to many questions in your own name: --questions k3m9x2/3,abc123/4; what each became is said',
  make: ({ positional: [action = ''], options: { questions, comment }, problem }) => ({
    operation: 'requests_answer',
    questions: namesOf(needed(questions, '--questions', problem)),
    action,
    ...(comment === undefined ? {} : { comment }),
  }),
});
