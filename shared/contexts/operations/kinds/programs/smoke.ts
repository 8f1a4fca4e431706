import { z } from 'zod';
import { defineStep } from './define.ts';

const knownGoodJob = z.strictObject({
  name: z.string().regex(/Job$/, 'must end in Job'),
  module: z.string().min(1).max(200),
  parameters: z.record(z.string(), z.string()).optional(),
});

export const smoke = defineStep({
  label: 'run a `job` that is known to be good (`name`, `module`, `parameters`), in the jobs’ sandbox',
  executors: ['agent'],
  end: 'said',
  repeat: 'always',
  step: {
    fields: { job: knownGoodJob },
    command: ({ job: { name: job, module, parameters = {} } }, backend) => ({
      command: backend.jobCommand(),
      values: { job, module, parameters: JSON.stringify(parameters) },
      isSandboxed: true,
    }),
  },
});
