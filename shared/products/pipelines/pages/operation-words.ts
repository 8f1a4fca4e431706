import type { WordsTable } from '#contexts/access/pages/asking/words.ts';
import { cancelled, made, madeAt } from '#products/pipelines/pages/runs/answers.ts';
import { previewed } from '#products/pipelines/pages/workspaces/previewed.ts';

/** As they stand on a workspace's page, too. */
const runFieldWords = {
  actions: { label: 'Actions', hint: 'Names as in project.yaml, one a line; run_all for all of them.' },
  commit: { label: 'Commit', hint: 'All 40 digits; the newest of its branch where it is left out.' },
  force: { label: 'Run again what has succeeded' },
  tell: { label: 'Who is mailed at its end', hint: 'Ids of people, one a line; you, where nobody is named.' },
};

/** What pages call what can be asked for here; what is missing is called by its name. */
export const operationWords: WordsTable = {
  run_preview: {
    label: 'Show what would run',
    done: 'Nothing has been made yet.',
    answers: true,
    shown: previewed,
    before: 'run_add',
    fields: runFieldWords,
  },
  run_add: { label: 'Run them', done: 'Done.', answers: true, shown: made, leadsTo: madeAt, fields: runFieldWords },
  run_cancel: {
    label: 'Cancel',
    done: 'Done.',
    sure: 'What waits never starts, what is at work is stopped, and what needs it does not run either. What is over stays as it ended.',
    answers: true,
    shown: cancelled,
  },
  workspace_add: {
    label: 'Make a workspace',
    done: 'Made.',
    fields: {
      workspace: { label: 'Name', hint: 'Letters, digits, _ and -.' },
      repository: { label: 'Repository', hint: 'As owner/name; one that this installation allows.' },
      purpose: { label: 'Purpose', hint: 'What it is for, in a sentence.' },
      people: { label: 'People', hint: 'Whose it is: their ids, one a line.' },
    },
  },
  workspace_archive: { label: 'Archive', done: 'Archived.', sure: 'Nothing can be started in it until it is restored.' },
  workspace_restore: { label: 'Restore', done: 'Restored: it takes new runs again.' },
  workspace_people: {
    label: 'Say whose it is',
    done: 'Saved.',
    fields: { add: { label: 'Add', hint: 'Ids of people, one a line.' }, remove: { label: 'Remove', hint: 'Ids of people, one a line.' } },
  },
};
