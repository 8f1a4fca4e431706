import { z } from 'zod';
import { listedId } from '#products/rehearsal/contracts/operation-fields.ts';
import { lineOf } from '#products/rehearsal/contracts/operation-options.ts';
import { operationWritten } from '#products/rehearsal/contracts/answers/operations.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

const streams = ['stdout', 'stderr'] as const;

/** R12, R17. Without `from` its last lines; with `search` those that have this text, from `from` on. */
export const operationOutput = defineOperation(
  z.strictObject({
    operation: z.literal('operation_output'),
    id: listedId,
    stream: z.enum(streams).optional(),
    from: z.int().min(1).max(999_999_999).optional(),
    count: z.int().min(1).max(1_000).optional(),
    search: z.string().min(1).max(200).optional(),
  }),
  {
    route: {
      method: 'GET',
      path: '/operations/{id}/output',
      summary: 'Read what an operation wrote, by its lines, also while it is at work',
    },
    answer: operationWritten,
    permission: 'outputs.read',
    on: ({ id }) => ({ of: { kind: 'operation', id } }),
  },
)({
  words: ['operations', 'output'],
  positional: ['id'],
  options: { stream: 'value', from: 'value', count: 'value', search: 'value' },
  about: 'read what it wrote: its last lines, those from a line on (--from N --count N), or those with a text (--search)',
  make: ({ positional: [id = ''], options, problem }) => {
    const { stream, search } = options;
    const found = streams.find((one) => one === stream);
    if (stream !== undefined && found === undefined) problem(`--stream must be ${streams.join(' or ')}`);
    return {
      operation: 'operation_output',
      id,
      ...(found === undefined ? {} : { stream: found }),
      ...(search === undefined ? {} : { search }),
      ...lineOf('from', options, problem),
      ...lineOf('count', options, problem),
    };
  },
});
