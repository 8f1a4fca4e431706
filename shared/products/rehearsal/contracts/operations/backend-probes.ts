import { z } from 'zod';
import { slug, why } from '#products/rehearsal/contracts/operation-fields.ts';
import { needed } from '#products/rehearsal/contracts/operation-options.ts';
import { probesSwitched } from '#products/rehearsal/contracts/answers/backends.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';

const ways = ['on', 'off'] as const;

/** B8. `why`: of switching them off. */
export const backendProbes = defineOperation(
  z.strictObject({ operation: z.literal('backend_probes'), backend: slug, probes: z.enum(ways), why: why.optional() }),
  {
    route: { method: 'POST', path: '/backends/{backend}/probes', summary: 'Switch its probes on or off' },
    answer: probesSwitched,
    permission: 'backends.switch',
    on: ({ backend }) => ({ backend }),
  },
)({
  words: ['backends', 'probes'],
  positional: ['backend', 'on|off'],
  options: { why: 'value' },
  about: 'ask its probes no more, for a reason (--why), or ask them again; what they had found is taken back when they are switched off',
  make: ({ positional: [backend = '', typed = ''], options: { why: reason }, problem }) => {
    const way = ways.find((one) => one === typed);
    if (way === undefined && typed !== '') problem(`say on or off, not ${typed}`);
    return {
      operation: 'backend_probes',
      backend,
      probes: way ?? 'on',
      ...(way === 'off' ? { why: needed(reason, '--why', problem) } : {}),
    };
  },
});
