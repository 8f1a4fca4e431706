import { defineProgram } from './define.ts';

/** R2. A job of a request: what it is stands in the request, and by whom it is run in its backend's settings. */
export const job = defineProgram({
  label: 'run a job',
  executors: ['agent', 'dataflow', 'manual'],
  end: 'output',
  repeat: 'if_safe',
});
