import { z } from 'zod';
import { runMade } from '#products/pipelines/contracts/answers/runs.ts';
import { defineOperation } from '#contexts/access/contracts/define-operation.ts';
import { namesOf } from '#contexts/access/contracts/operation-options.ts';
import { people, runFields } from '#products/pipelines/contracts/operation-fields.ts';
import { runOf, runOptions } from '#products/pipelines/contracts/run-options.ts';

export const runAdd = defineOperation(z.strictObject({ operation: z.literal('run_add'), ...runFields, tell: people.optional() }), {
  route: { method: 'POST', path: '/runs', looksUp: true, summary: 'Run actions of a workspace on a backend', creates: true },
  answer: runMade,
  permission: 'runs.start',
  on: ({ workspace, backend }) => ({ workspace, backend }),
})({
  words: ['runs', 'add'],
  positional: ['workspace'],
  options: { ...runOptions, tell: 'value' },
  about:
    'run actions of a workspace on a backend (--on): --actions a,b, or all of them without it; --commit, or the newest of its branch; --force runs again what has succeeded; --tell a,b says who is mailed at its end, where that is not you',
  make: (given) => ({
    operation: 'run_add',
    ...runOf(given),
    ...(given.options['tell'] === undefined ? {} : { tell: namesOf(given.options['tell']) }),
  }),
});
