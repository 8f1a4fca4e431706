import { z } from 'zod';
import { count, instant, oneOf, words } from '#contexts/access/contracts/api/answer.ts';

const backend = z.string().meta({ examples: ['local'] });

/** One of the list. */
export const backendRow = {
  backend,
  executor: oneOf('agent', 'dataflow').describe('How jobs run there.'),
  from: oneOf('settings', 'record').describe('Who says that there is one: the settings, or an operator who added it.'),
  holder: words.optional().describe('The request that has it to itself.'),
  since: instant.optional(),
  fencing: count.describe('Number of the last lease that was granted.'),
  paused: words.optional().describe('Why it is paused.'),
  held: words.optional().describe('All that keeps anything new from starting, with its reasons.'),
  told: words.optional().describe('Flags that hold nothing back.'),
  frozenUntil: instant.optional(),
  lastSeen: instant.optional().describe('When its agent was last heard.'),
  silent: z.boolean(),
} as const;

/** How it stands after a switch. */
export const switchedFacts = {
  backend,
  paused: words.optional().describe('Why it is paused.'),
  since: instant.optional(),
  held: words.optional().describe('All that keeps anything new from starting, with its reasons.'),
  holder: words.optional().describe('The request that has it to itself.'),
  ready: z.boolean().describe('Nothing runs there any more and nothing will: it can be worked on.'),
} as const;
