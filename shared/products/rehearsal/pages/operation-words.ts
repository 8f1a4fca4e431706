import { LONGEST, USUAL } from '#contexts/access/domain/token/process.ts';
import type { WordsTable } from '#contexts/access/pages/asking/words.ts';
import { answersShown } from '#products/rehearsal/pages/verdicts/answers.ts';
import { tokenShown } from '#contexts/access/pages/token-shown.ts';
import { DAY } from '#kernel/time.ts';

const DRAIN_MODES = { stop: 'Stop it', wait: 'Wait for it' };

/** What pages call what can be asked for here; what is missing is called by its name. */
export const operationWords: WordsTable = {
  backend_pause: { label: 'Pause', done: 'Paused: nothing new starts here.' },
  backend_resume: { label: 'Resume', done: 'Resumed: what waits can start.' },
  backend_maintenance: {
    label: 'Start maintenance',
    done: 'In maintenance: what used the database is being stopped, and runs again afterwards.',
    sure: 'Running operations that use the database are cancelled, and run again when the maintenance is over.',
  },
  backend_maintenance_over: { label: 'End maintenance', done: 'The maintenance is over.' },
  backend_drain: {
    label: 'Drain',
    done: 'Draining: it is ready once nothing runs here any more.',
    fields: {
      mode: {
        label: 'What runs now',
        hint: 'What is stopped runs again afterwards by itself, if it may.',
        options: DRAIN_MODES,
        preset: 'wait',
      },
      minutes: { label: 'Deadline', hint: 'In minutes from now. Without one it is waited for as long as it takes.' },
      resume: { label: 'Resume by itself when the agent is back' },
    },
  },
  backend_probe: { label: 'Ask the probes now', done: 'The probes are being asked.' },
  backend_probes: { label: 'Switch the probes', done: 'Switched.', fields: { probes: { label: 'Probes' } } },
  backend_add: { label: 'Add a backend', done: 'Added.' },
  backend_remove: {
    label: 'Remove this backend',
    done: 'Removed.',
    sure: 'The backend is taken off, with its tokens. What it did stays on record.',
  },
  dead_replay: { label: 'Replay', done: 'It is tried again.' },
  dead_replay_all: { label: 'Replay all', done: 'They are tried again.', sure: 'Everything that was given up is tried again.' },
  dead_dismiss: {
    label: 'Dismiss',
    done: 'Dismissed.',
    sure: 'It is never tried again. Whatever it promised does not happen.',
  },
  intake_close: { label: 'Close intake', done: 'Intake is closed: new requests are turned away with this reason.' },
  intake_open: { label: 'Open intake', done: 'Intake is open.' },
  mail_again: { label: 'Send again', done: 'The mail goes out again within a few minutes.' },
  person_invite: {
    label: 'Invite',
    done: 'Invited: they can sign in by a link that is mailed to them.',
    fields: {
      id: { label: 'Id', hint: 'A short name that never changes, in lower-case letters: records name them by it.' },
      name: { label: 'Name' },
    },
  },
  person_grant: {
    label: 'Give a role',
    done: 'Given. It holds within half a minute everywhere.',
    fields: {
      role: { label: 'Role' },
      backend: { label: 'For one backend', hint: 'Leave all three empty to give it for the whole installation.' },
      workspace: { label: 'For one workspace' },
      client: { label: 'For one client' },
      days: { label: 'Ends after', hint: 'In days. Empty: it stays until it is taken.' },
    },
  },
  person_revoke: { label: 'Take it', done: 'Taken. It holds within half a minute everywhere.' },
  person_remove: {
    label: 'Remove',
    done: 'Removed.',
    sure: 'All that they were given is taken, and their sessions end. What they did stays on record.',
  },
  request_stop: { label: 'Stop the request', done: 'The request is stopped.', sure: 'The request and its runs end for good.' },
  requests_answer: {
    label: 'Decide on the chosen ones',
    done: 'Done: what became of each stands here.',
    answers: true,
    shown: answersShown,
    fields: {
      questions: { label: 'Questions', hint: 'A request and its question, such as k3m9x2/3; one a line.' },
      action: { label: 'Answer', hint: 'Such as approve.' },
      comment: { label: 'How did you verify it?', hint: 'It stands on the record of each.' },
    },
  },
  request_submit: {
    label: 'Ask for a test',
    done: 'Taken.',
    answers: true,
    fields: { form: { label: 'Form', hint: 'As JSON, as the guide to the API shows it.' } },
  },
  request_defer: {
    label: 'Defer',
    done: 'Deferred: its contributor is told why.',
    fields: {
      id: { label: 'Request' },
      release: { label: 'To release', hint: 'A later one.' },
      why: { label: 'Reason', hint: 'Its contributor reads it.' },
    },
  },
  schedule_add: {
    label: 'Add a schedule',
    done: 'Added.',
    fields: {
      starts: { label: 'Starts', hint: 'run, request or probe' },
      cron: { label: 'Cron expression', hint: 'Such as 30 6 * * 1-5. This or a time.' },
      at: { label: 'Once at', hint: 'Such as 2026-12-24T09:00.' },
      zone: { label: 'Time zone', hint: 'Such as Europe/Vienna.' },
      input: { label: 'Input', hint: 'As JSON; for a run: {"workspace": "…", "backend": "…"}.' },
      overlaps: {
        label: 'When the one before still runs',
        options: { skip: 'skip it', queue_one: 'let one wait', allow: 'start it all the same' },
      },
      missed: {
        label: 'When times were missed',
        options: { run_once: 'run once', skip: 'skip them', all: 'make up for all' },
      },
    },
  },
  schedule_pause: { label: 'Pause', done: 'Paused: it starts nothing.' },
  schedule_resume: { label: 'Resume', done: 'Resumed.' },
  schedule_remove: { label: 'Remove', done: 'Removed.', sure: 'The schedule starts nothing any more. What it started stays.' },
  sweep_now: { label: 'Sweep now', done: 'Swept.' },
  token_make: {
    label: 'Make a token',
    done: 'Made. Copy it now: it is shown this once, and kept nowhere.',
    answers: true,
    shown: tokenShown,
    fields: {
      holder: {
        label: 'Whose it is',
        hint: 'client. and the name of a program, such as client.ci; or agent. and the name of its backend. Your own are on the page of your account.',
      },
      backends: { label: 'Backends', hint: 'What a program reaches. An agent’s token reaches its own backend alone.' },
      permissions: { label: 'Permissions', hint: 'What a program may through the API. None: only what OpenSAFELY’s programs use.' },
      workspaces: { label: 'Workspaces', hint: 'Where it has these permissions, beside its backends.' },
      everywhere: { label: 'It has these permissions everywhere' },
      days: { label: 'Valid for', hint: `In days; at most ${LONGEST / DAY}. Empty: ${USUAL / DAY}.` },
    },
  },
  token_rotate: {
    label: 'Rotate',
    done: 'Rotated. Copy it now: it is shown this once, and kept nowhere.',
    answers: true,
    shown: tokenShown,
    fields: {
      days: { label: 'Valid for', hint: 'In days. Empty: as long as the one before.' },
      hours: { label: 'The old one ends after', hint: 'In hours. Empty: it stays until it is revoked.' },
    },
  },
  token_revoke: { label: 'Revoke', done: 'Revoked.', sure: 'Whoever uses this token is refused from now on.' },
};
