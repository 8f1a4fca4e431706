import { defineProgram } from './define.ts';

/** D1. The merge of a change into its base, which is what is deployed. */
export const testRef = defineProgram({
  label: 'make the test ref',
  executors: ['code_host'],
  end: 'said',
  repeat: 'always',
});
