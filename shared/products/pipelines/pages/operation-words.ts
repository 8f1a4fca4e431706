import type { WordsTable } from '#contexts/access/pages/asking/words.ts';

/** What pages call what can be asked for here; what is missing is called by its name. */
export const operationWords: WordsTable = {
  run_add: { label: 'Start a run', done: 'Started.' },
  run_cancel: { label: 'Cancel', done: 'Cancelled: what runs is being stopped.' },
  workspace_add: { label: 'Make a workspace', done: 'Made.' },
  workspace_archive: { label: 'Archive', done: 'Archived.', sure: 'Nothing can be started in it until it is restored.' },
  workspace_restore: { label: 'Restore', done: 'Restored.' },
  workspace_people: { label: 'Say whose it is', done: 'Saved.' },
};
