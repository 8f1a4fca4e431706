import { z } from 'zod';
import { defineStep } from './define.ts';

export const build = defineStep({
  label: 'run a `trigger` of Cloud Build, of this `region` and `project` (`global` and the backend’s own when left out)',
  executors: ['cloud_build'],
  end: 'said',
  repeat: 'never',
  step: {
    fields: {
      /** Name of the Cloud Build trigger. */
      trigger: z.string().min(1).max(200),
      /** Where the trigger is; its project is the backend's own when left out. */
      region: z.string().min(1).default('global'),
      project: z.string().min(1).optional(),
    },
  },
});
