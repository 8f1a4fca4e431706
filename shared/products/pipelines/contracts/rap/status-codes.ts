/** How a job stands, by its code; and what is said where nothing better is known. The texts are ours. */
const table = {
  created: ['pending', 'Waiting to start'],
  paused: ['pending', 'The backend is paused; the job starts when it is resumed'],
  waiting_db_maintenance: ['pending', 'The database is in maintenance; the job starts afterwards'],
  waiting_on_dependencies: ['pending', 'Waiting for the jobs that it needs'],
  waiting_on_workers: ['pending', 'Waiting for a free place'],
  waiting_on_db_workers: ['pending', 'Waiting for a free place at the database'],
  waiting_on_reboot: ['pending', 'The backend is about to be rebooted; the job starts afterwards'],
  waiting_on_new_task: ['pending', 'It is tried again after a fault of the backend'],
  initiated: ['running', 'Given to the backend'],
  preparing: ['running', 'The backend prepares it'],
  prepared: ['running', 'Prepared, and about to start'],
  executing: ['running', 'At work'],
  executed: ['running', 'Its program has ended'],
  finalizing: ['running', 'Its outputs are collected'],
  finalized: ['running', 'Its outputs are collected, and the result is judged'],
  succeeded: ['succeeded', 'Completed'],
  dependency_failed: ['failed', 'A job that it needs has not succeeded'],
  nonzero_exit: ['failed', 'Its program ended with an error'],
  cancelled_by_user: ['failed', 'Cancelled by a user'],
  unmatched_patterns: ['failed', 'A pattern of its outputs matches no file'],
  internal_error: ['failed', 'Something went wrong in the system; it is not the job’s fault'],
  job_error: ['failed', 'Something went wrong at the backend'],
  stale_codelists: ['failed', 'Its codelists are out of date'],
  killed_by_admin: ['failed', 'An administrator stopped it'],
} as const;

export type StatusCode = keyof typeof table;
export type RapStatus = (typeof table)[StatusCode][0];

export const statusCodes = Object.keys(table) as [StatusCode, ...StatusCode[]];

export function statusOf(code: StatusCode): RapStatus {
  return table[code][0];
}

export function messageOf(code: StatusCode): string {
  return table[code][1];
}
