import { z } from 'zod';
import { days, holder, label, slug } from '#products/rehearsal/contracts/operation-fields.ts';
import { wholeOf } from '#products/rehearsal/contracts/operation-options.ts';
import { tokenMade } from '#products/rehearsal/contracts/answers/installation.ts';
import { defineOperation, everywhere, type Given } from '#products/rehearsal/contracts/operations/define.ts';

/** B10. Without `backends` it is of the one backend that its holder names. */
export const tokenMake = defineOperation(
  z.strictObject({
    operation: z.literal('token_make'),
    holder,
    backends: z.array(slug).min(1).max(50).optional(),
    label: label.optional(),
    days: days.optional(),
  }),
  {
    route: {
      method: 'POST',
      path: '/tokens',
      looksUp: true,
      summary: 'Make a token of a backend’s agent or of a program',
      creates: true,
      secret: 'token',
    },
    answer: tokenMade,
    permission: 'tokens.manage',
    on: everywhere,
    fresh: true,
  },
)({
  words: ['tokens', 'make'],
  positional: [],
  options: { agent: 'value', client: 'value', backends: 'value', label: 'value', days: 'value' },
  about: 'make a token of a backend’s agent, or of a program (--client NAME --backends a,b); it is shown once',
  make: ({ options, problem }) => ({
    operation: 'token_make',
    ...madeFor(options, problem),
    ...(options['label'] === undefined ? {} : { label: options['label'] }),
    ...wholeOf('days', 'days', options, problem),
  }),
});

function madeFor({ agent, client, backends }: Given['options'], problem: Given['problem']): { holder: string; backends?: string[] } {
  if ((agent === undefined) === (client === undefined)) problem('say whose it is: --agent BACKEND, or --client NAME');
  if (agent !== undefined && backends !== undefined) problem('an agent’s token reaches its own backend alone: leave --backends out');
  if (client !== undefined && backends === undefined) problem('--backends is missing: the backends that the program may reach, by commas');
  if (client === undefined) return { holder: `agent.${agent ?? ''}` };
  return { holder: `client.${client}`, backends: (backends ?? '').split(',').map((slug) => slug.trim()) };
}
