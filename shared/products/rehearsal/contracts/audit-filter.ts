import { z } from 'zod';
import { auditOutcomes } from '#contexts/access/domain/audit/entry.ts';
import { instant, instantOf, textOf } from '#products/rehearsal/contracts/operation-filter.ts';
import type { Given } from '#products/rehearsal/contracts/operations/define.ts';
import { DAY } from '#kernel/time.ts';

const word = z.string().trim().min(1).max(100);

/** W5. By what entries of the log are found; whatever people typed. */
export const auditFields = {
  who: z
    .string()
    .regex(/^[a-z]+:[^\p{Cc}]{1,100}$/u, 'must be such as person:ana, operator:olga, client:job-server')
    .meta({ examples: ['person:ana'] })
    .optional(),
  permission: word.optional(),
  command: word.optional(),
  kind: z
    .string()
    .regex(/^[a-z]{1,40}$/, 'must be a kind of process, such as request or backend')
    .meta({ examples: ['request'] })
    .optional(),
  id: word.optional(),
  outcome: z.enum(auditOutcomes).optional(),
  since: instant.optional(),
  until: instant.optional(),
};

type Filter = { [F in keyof typeof auditFields]?: NonNullable<z.infer<(typeof auditFields)[F]>> };

export const auditOptions = {
  who: 'value',
  permission: 'value',
  command: 'value',
  kind: 'value',
  id: 'value',
  outcome: 'value',
  since: 'value',
  until: 'value',
} as const;

/** As it was typed; everything wrong at once. */
export function auditGiven(options: Given['options'], problem: Given['problem']): Filter {
  const since = instantOf('since', options, 0, problem);
  const until = instantOf('until', options, DAY - 1, problem);
  const outcome = auditOutcomes.find((one) => one === options['outcome']);
  if (options['outcome'] !== undefined && outcome === undefined) problem(`--outcome must be one of ${auditOutcomes.join(', ')}`);
  return {
    ...textOf('who', 'who', options, problem),
    ...textOf('permission', 'permission', options, problem),
    ...textOf('command', 'command', options, problem),
    ...textOf('kind', 'kind', options, problem),
    ...textOf('id', 'id', options, problem),
    ...(outcome === undefined ? {} : { outcome }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}
