import { z } from 'zod';
import { runShown } from '#products/pipelines/contracts/answers/runs.ts';
import { defineOperation } from '#contexts/access/contracts/define-operation.ts';
import { run } from '#products/pipelines/contracts/operation-fields.ts';

export const runShow = defineOperation(z.strictObject({ operation: z.literal('run_show'), run }), {
  route: { method: 'GET', path: '/runs/{run}', summary: 'Show one run and each of its actions' },
  answer: runShown,
  permission: 'runs.read',
  on: ({ run: id }) => ({ of: { kind: 'run', id } }),
})({
  words: ['runs', 'show'],
  positional: ['id'],
  options: {},
  about: 'show one run: how it stands, and each of its actions',
  make: ({ positional: [id = ''] }) => ({ operation: 'run_show', run: id }),
});
