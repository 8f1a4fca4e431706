import { z } from 'zod';
import { runCancelled } from '#products/pipelines/contracts/answers/runs.ts';
import { defineOperation } from '#contexts/access/contracts/define-operation.ts';
import { namesOf } from '#contexts/access/contracts/operation-options.ts';
import { actions, run } from '#products/pipelines/contracts/operation-fields.ts';

export const runCancel = defineOperation(z.strictObject({ operation: z.literal('run_cancel'), run, actions: actions.optional() }), {
  route: { method: 'POST', path: '/runs/{run}/cancel', summary: 'Cancel a run, or some of its actions' },
  answer: runCancelled,
  permission: 'runs.cancel',
  on: ({ run: id }) => ({ of: { kind: 'run', id } }),
})({
  words: ['runs', 'cancel'],
  positional: ['id'],
  options: { actions: 'value' },
  about: 'cancel a run, or these actions of it alone',
  make: ({ positional: [id = ''], options: { actions: names } }) => ({
    operation: 'run_cancel',
    run: id,
    ...(names === undefined ? {} : { actions: namesOf(names) }),
  }),
});
