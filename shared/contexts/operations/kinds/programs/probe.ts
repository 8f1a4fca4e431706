import { commandTemplate, defineStep } from './define.ts';

/** Asks something of a backend and changes nothing there: what it finds wrong fails the step. */
export const probe = defineStep({
  label: 'ask the backend something by a `command` that changes nothing there',
  executors: ['agent'],
  end: 'said',
  repeat: 'always',
  step: { fields: { command: commandTemplate }, command: ({ command }) => ({ command, isSandboxed: false }) },
});
