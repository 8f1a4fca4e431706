import { commandTemplate, defineStep } from './define.ts';

/** D3. Tests of the commit's own: QA says what a failure means. */
export const regression = defineStep({
  label: 'run tests by a `command`, in the jobs’ sandbox; QA says what a failure means',
  executors: ['agent'],
  end: 'said',
  repeat: 'always',
  step: {
    fields: { command: commandTemplate },
    asks: { question: 'regression', when: 'failed' },
    command: ({ command }) => ({ command, isSandboxed: true }),
  },
});
