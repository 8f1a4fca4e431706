import { defineProgram } from './define.ts';

/** K2. An action of a pipeline: what it is stands in its `project.yaml`, and by whom it is run in its backend's settings. */
export const action = defineProgram({
  label: 'run an action of a pipeline',
  executors: ['agent'],
  end: 'said',
  repeat: 'always',
});
