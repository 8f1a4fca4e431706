import { z } from 'zod';
import { defineStep } from './define.ts';

/** For what takes its time and cannot be asked: caches that fill, instances that restart. */
export const wait = defineStep({
  label: 'wait for so many `minutes`, which must be less than `timeoutMinutes`',
  executors: ['clock'],
  end: 'said',
  repeat: 'always',
  step: {
    fields: {
      minutes: z
        .number()
        .positive()
        .max(24 * 60),
    },
    minutes: ({ minutes }) => minutes,
    wrong: ({ minutes, timeoutMinutes }) =>
      minutes < timeoutMinutes ? undefined : { field: 'minutes', message: 'must be less than timeoutMinutes' },
  },
});
