/**
 * The columns of the approval sheet that we write (N4), in the order of a new sheet. There the approval column is the 19th,
 * which is S; on a sheet that people have rearranged a column is wherever its header text is.
 */
export const machineColumns = [
  'request',
  'step',
  'job',
  'role',
  'module',
  'pullRequest',
  'commit',
  'contributor',
  'kind',
  'targetRelease',
  'essential',
  'instructions',
  'backend',
  'submitted',
  'state',
  'outcome',
  'verified',
  'statusPage',
  'approvedBy',
  'version',
] as const;
export type MachineColumn = (typeof machineColumns)[number];

/** Taken from a row's key and version, so that no cell can contradict them. */
type DerivedColumn = 'request' | 'step' | 'version';
export type DataColumn = Exclude<MachineColumn, DerivedColumn>;

/** Header texts; settings may give others. They are found without regard to case and outer spaces. */
export const defaultHeaders: Readonly<Record<MachineColumn, string>> = {
  request: 'Request',
  step: 'Step',
  job: 'Job',
  role: 'Role',
  module: 'Module',
  pullRequest: 'Pull request',
  commit: 'Commit',
  contributor: 'Contributor',
  kind: 'Kind',
  targetRelease: 'Target release',
  essential: 'Essential',
  instructions: 'Instructions',
  backend: 'Backend',
  submitted: 'Submitted',
  state: 'State',
  outcome: 'Outcome',
  verified: 'Verified',
  statusPage: 'Status page',
  approvedBy: 'Approved by',
  version: 'Version',
};

export interface SheetRow {
  /** `sheetKey(request id, step)`. */
  key: string;
  /** Of the request; a row is never overwritten by one of a smaller version. */
  version: number;
  cells: Record<DataColumn, string>;
}

/** A request id holds no slash, so the first one ends it. */
export function sheetKey(requestId: string, step: string): string {
  return `${requestId}/${step}`;
}
