import { z } from 'zod';
import { newSlug, poolSizes } from '#products/rehearsal/contracts/operation-fields.ts';
import { probeSettings } from '#contexts/operations/domain/probe-settings.ts';
import { poolsOf, probesOf } from '#products/rehearsal/contracts/operation-options.ts';
import { backendShown } from '#products/rehearsal/contracts/answers/backends.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** B10. */
export const backendAdd = defineOperation(
  z.strictObject({
    operation: z.literal('backend_add'),
    slug: newSlug,
    name: z.string().trim().min(1).max(120).optional(),
    kind: z.literal('shared').default('shared'),
    pools: poolSizes.optional(),
    /** B8. As the settings have it. */
    probes: probeSettings.optional(),
  }),
  {
    route: { method: 'POST', path: '/backends', summary: 'Add a backend, or change one that was added', creates: true },
    answer: backendShown,
    permission: 'backends.manage',
    on: everywhere,
  },
)({
  words: ['backends', 'add'],
  positional: ['slug'],
  options: { name: 'value', pools: 'value', probes: 'value', kind: 'value' },
  about:
    'add a backend that is shared, without a restart, or say anew what it has (--pools default=4,database=2; --probes as in the settings, such as {"maintenance":{"command":["is-it-up"]}}); what is left out stays',
  make: ({ positional: [slug = ''], options: { name, pools, probes, kind = 'shared' }, problem }) => {
    if (kind !== 'shared') problem(`--kind ${kind} cannot be added: what a request has alone stands in the settings; known: shared`);
    return {
      operation: 'backend_add',
      slug,
      kind: 'shared',
      ...(name === undefined ? {} : { name }),
      ...(pools === undefined ? {} : { pools: poolsOf(pools, problem) }),
      ...(probes === undefined ? {} : { probes: probesOf(probes, problem) }),
    };
  },
});
