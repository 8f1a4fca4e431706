/** What people choose among in the form, with the words for it. */

export type RequestKind = (typeof requestKinds)[number];
export const requestKinds = ['new_job', 'existing_job', 'feature', 'server_action'] as const;
export const kindLabels: Record<RequestKind, string> = {
  new_job: 'New job',
  existing_job: 'Existing job',
  feature: 'Feature with third-party APIs',
  server_action: 'Server action',
};

/** What is run by itself on a backend, or may be. */
export const kindsWithJobs: readonly RequestKind[] = ['new_job', 'existing_job', 'server_action'];

export type JobRole = (typeof jobRoles)[number];
export const jobRoles = ['audit', 'migration', 'verify', 'backfill', 'cleanup', 'other'] as const;
export const roleLabels: Record<JobRole, string> = {
  audit: 'Audit',
  migration: 'Migration',
  verify: 'Verification',
  backfill: 'Backfill',
  cleanup: 'Clean-up',
  other: 'Other',
};

export type RunMode = (typeof runModes)[number];
export const runModes = ['deploy', 'launch_only'] as const;
export const modeLabels: Record<RunMode, string> = { deploy: 'Deploy, then run', launch_only: 'Only launch (output cannot be seen)' };

export type DocPart = (typeof docParts)[number];
export const docParts = ['verification', 'expectedOutput', 'useOfOutput', 'recovery', 'debugging'] as const;
export const docPartLabels: Record<DocPart, string> = {
  verification: 'How to verify the outcome',
  expectedOutput: 'The expected output',
  useOfOutput: 'What the output is used for',
  recovery: 'How to recover if it goes wrong',
  debugging: 'How to debug it',
};

export type Comparison = (typeof comparisons)[number];
export const comparisons = ['=', '>=', '<='] as const;
