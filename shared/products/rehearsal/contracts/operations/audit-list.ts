import { z } from 'zod';
import { cursorIn } from '#contexts/access/domain/audit/cursor.ts';
import { auditFields, auditGiven, auditOptions } from '#products/rehearsal/contracts/audit-filter.ts';
import { limit } from '#products/rehearsal/contracts/operation-fields.ts';
import { afterOf, limited, limitOf } from '#products/rehearsal/contracts/operation-options.ts';
import { auditPage } from '#products/rehearsal/contracts/answers/audit.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** W5. */
export const auditList = defineOperation(
  z.strictObject({
    operation: z.literal('audit_list'),
    ...auditFields,
    limit,
    /** `id`: the last entry of the page before. */
    after: z
      .strictObject({ value: z.number(), id: z.string().max(800) })
      .refine((after) => cursorIn(after) !== undefined, 'must be where a page of the log ended, as it was given')
      .optional(),
  }),
  {
    route: { method: 'GET', path: '/audit', summary: 'Search the audit log, newest first' },
    answer: auditPage,
    permission: 'audit.read',
    stale: 'who reads it is an entry of it, and it takes nothing away',
    on: everywhere,
  },
)({
  words: ['audit', 'list'],
  also: ['audit'],
  positional: [],
  options: { ...auditOptions, after: 'value', ...limited },
  about:
    'search the audit log, newest first, by any of these together: --who person:ana, --permission, --command, --kind request with --id, --outcome denied, --since and --until; that it was read is an entry of it',
  make: ({ options, problem }) => ({
    operation: 'audit_list',
    ...auditGiven(options, problem),
    ...limitOf(options, problem),
    ...afterOf(options['after'], problem),
  }),
});
