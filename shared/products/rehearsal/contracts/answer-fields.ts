import { z } from 'zod';
import type { Given } from '#products/rehearsal/contracts/operations/define.ts';
import { requestId } from '#products/rehearsal/contracts/operation-fields.ts';

/** Of a request and its question: `k3m9x2/3`. */
export const QUESTION = /^([a-z0-9]{1,40})\/([1-9][0-9]{0,8})$/;

/** One answer to one question. The question's number stands on the request's page, and in what is shown of it. */
export const answerFields = {
  id: requestId,
  question: z.int().min(1).max(999_999_999),
  action: z
    .string()
    .regex(/^[a-z_]{1,40}$/, 'must be one of the answers to that question')
    .meta({ examples: ['accept'] }),
  comment: z.string().trim().max(4_000).optional(),
};

export function answerGiven({ positional: [id = '', question = '', action = ''], options: { comment }, problem }: Given): {
  id: string;
  question: number;
  action: string;
  comment?: string;
} {
  if (!/^[1-9][0-9]{0,8}$/.test(question)) problem('the question is its number, as the request’s page shows it');
  return { id, question: Number(question), action, ...(comment === undefined ? {} : { comment }) };
}
