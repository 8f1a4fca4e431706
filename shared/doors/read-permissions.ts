import type { PermissionName } from '#contexts/access/domain/rights/permissions.ts';

/** P7. By kind of process, the right to hear of its events. What is not here is told to nobody. */
export const readPermissions: Readonly<Record<string, PermissionName>> = {
  account: 'people.read',
  backend: 'backends.read',
  intake: 'intake.read',
  job: 'runs.read',
  plan: 'runs.read',
  release: 'releases.read',
  request: 'requests.read',
  run: 'runs.read',
  schedule: 'schedules.read',
  token: 'tokens.read',
  workspace: 'workspaces.read',
};
