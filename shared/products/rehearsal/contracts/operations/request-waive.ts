import { z } from 'zod';
import { personId } from '#products/rehearsal/contracts/person-fields.ts';
import { requestId, why } from '#products/rehearsal/contracts/operation-fields.ts';
import { needed } from '#products/rehearsal/contracts/operation-options.ts';
import { requestShown } from '#products/rehearsal/contracts/answers/requests.ts';
import { defineOperation } from '#products/rehearsal/contracts/operations/define.ts';
import { gateNames } from '#contexts/gates/domain/gates.ts';

/** G7. Without `why` the admins are asked. */
export const requestWaive = defineOperation(
  z.strictObject({
    operation: z.literal('request_waive'),
    id: requestId,
    gates: z.array(z.enum(gateNames)).max(gateNames.length),
    why: why.optional(),
    as: personId.optional(),
  }),
  {
    route: { method: 'POST', path: '/requests/{id}/waive', summary: 'Let it go on without a gate' },
    answer: requestShown,
    permission: 'requests.waive',
    on: ({ id }) => ({ of: { kind: 'request', id } }),
    actsFor: ({ as }) => as,
  },
)({
  words: ['requests', 'waive'],
  positional: ['id', 'gate?'],
  options: { why: 'value', as: 'value' },
  about: 'let a request go on without a gate (--as names the admin who decided so); without --why, ask the admins, with a clock',
  make: ({ positional: [id = '', gate], options: { why, as }, problem }) => {
    if (gate !== undefined && !gateNames.some((name) => name === gate)) problem(`there is no gate ${gate}; known: ${gateNames.join(', ')}`);
    if (why !== undefined && gate === undefined) problem(`say which gate: ${gateNames.join(', ')}`);
    if (why === undefined && (gate !== undefined || as !== undefined))
      problem('--why is missing: it stays on the record; or leave the gate out, to ask the admins');
    return {
      operation: 'request_waive',
      id,
      // What is no gate is refused by name where it is read.
      gates: gate === undefined ? [] : [gate as 'checks'],
      ...(why === undefined ? {} : { why: needed(why, '--why', problem) }),
      ...(as === undefined ? {} : { as }),
    };
  },
});
