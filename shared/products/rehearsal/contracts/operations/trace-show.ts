import { z } from 'zod';
import { traceShown } from '#products/rehearsal/contracts/answers/audit.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

const trace = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'must be the id of a trace: 32 hex digits')
  .meta({ examples: ['4bf92f3577b34da6a3ce929d0e0e4736'] });

/** X8. */
export const traceShow = defineOperation(z.strictObject({ operation: z.literal('trace_show'), trace }), {
  route: { method: 'GET', path: '/traces/{trace}', summary: 'Show a trace: commands and effects, with waits and attempts' },
  answer: traceShown,
  permission: 'audit.read',
  on: everywhere,
  stale: 'it names what was done, and nothing of what was said',
})({
  words: ['traces', 'show'],
  positional: ['trace'],
  options: {},
  about: 'show a trace: each command, and what it asked for, with waits and attempts',
  make: ({ positional: [id = ''] }) => ({ operation: 'trace_show', trace: id }),
});
