import { commandTemplate, defineStep } from './define.ts';

/** D6. */
export const refresh_data = defineStep({
  label: 'bring the data back to the last sanitised backup by a `command`',
  executors: ['agent'],
  end: 'said',
  repeat: 'always',
  step: { fields: { command: commandTemplate }, command: ({ command }) => ({ command, isSandboxed: false }) },
});
