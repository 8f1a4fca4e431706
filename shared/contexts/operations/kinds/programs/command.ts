import { z } from 'zod';
import { commandTemplate, defineStep } from './define.ts';

export const command = defineStep({
  label: 'run a `command`; with `"sandboxed": true` in the checkout and in the jobs’ sandbox',
  executors: ['agent'],
  end: 'said',
  repeat: 'never',
  step: {
    fields: {
      command: commandTemplate,
      /** R15. In the backend's sandbox, in the checkout: for what runs the code that was deployed. */
      sandboxed: z.boolean().default(false),
    },
    command: ({ command, sandboxed }) => ({ command, isSandboxed: sandboxed }),
  },
});
