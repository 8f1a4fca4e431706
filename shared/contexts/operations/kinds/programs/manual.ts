import { defineStep, longText } from './define.ts';

/** Nothing is started: a person does what the instructions say, and tells by link. */
export const manual = defineStep({
  label: 'have a person do what its `instructions` say',
  executors: ['manual'],
  end: 'person',
  repeat: 'never',
  step: {
    fields: { instructions: longText },
    asks: { question: 'manual_step', when: 'started' },
    instructions: ({ instructions }) => instructions,
  },
});
