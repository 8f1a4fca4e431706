import { z } from 'zod';
import { runPreviewed } from '#products/pipelines/contracts/answers/runs.ts';
import { defineOperation } from '#contexts/access/contracts/define-operation.ts';
import { runFields } from '#products/pipelines/contracts/operation-fields.ts';
import { runOf, runOptions } from '#products/pipelines/contracts/run-options.ts';

export const runPreview = defineOperation(z.strictObject({ operation: z.literal('run_preview'), ...runFields }), {
  route: { method: 'POST', path: '/run-previews', looksUp: true, summary: 'Show what a run would run, take or join, and make nothing' },
  answer: runPreviewed,
  permission: 'runs.start',
  on: ({ workspace, backend }) => ({ workspace, backend }),
})({
  words: ['runs', 'preview'],
  positional: ['workspace'],
  options: runOptions,
  about: 'show what runs add would run, take or join, and make nothing',
  make: (given) => ({ operation: 'run_preview', ...runOf(given) }),
});
