import { defineStep, longText } from './define.ts';

/** D4. */
export const announce = defineStep({
  label: 'announce a `message` to the channels',
  executors: ['announcer'],
  end: 'said',
  repeat: 'never',
  step: { fields: { message: longText }, message: ({ message }) => message },
});
