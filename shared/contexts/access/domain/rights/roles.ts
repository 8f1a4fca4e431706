import { permissionNames, type PermissionName } from '#contexts/access/domain/rights/permissions.ts';

/** A set of permissions with a name. */
export interface RoleKind {
  about: string;
  permissions: readonly PermissionName[];
}

/** By their names: those of the house, and over them those of the settings. */
export type RoleTable = Readonly<Record<string, RoleKind>>;

/** What one sees who only looks: nothing about people, mails, tokens or what is dead. */
const looks = [
  'backends.read',
  'intake.read',
  'jobs.read',
  'operations.read',
  'releases.read',
  'requests.read',
  'runs.read',
  'schedules.read',
  'workspaces.read',
] as const satisfies PermissionName[];

const team = [
  ...looks,
  'mails.read',
  'mails.send',
  'outputs.read',
  'people.read',
  'requests.create',
  'requests.decide',
] as const satisfies PermissionName[];

/** W4. The roles of the house. */
export const houseRoles = {
  admin: {
    about: 'decides on requests and manages the installation',
    permissions: permissionNames.filter((name) => name !== 'mailbox.read'),
  },
  tester: { about: 'starts and watches runs for the admins; never approves', permissions: [...team, 'requests.record'] },
  release_coordinator: {
    about: 'keeps the release calendar and says what goes into a release',
    permissions: [...team, 'releases.change', 'requests.override', 'requests.record'],
  },
  qa_lead: { about: 'says what failed tests mean', permissions: [...team, 'releases.change', 'requests.override', 'requests.record'] },
  operator: {
    about: 'runs the installation; decides nothing in their own name',
    permissions: permissionNames.filter((name) => name !== 'requests.decide'),
  },
  researcher: {
    about: 'runs pipelines in workspaces and reads what they wrote',
    permissions: [
      'backends.read',
      'jobs.read',
      'operations.read',
      'outputs.read',
      'runs.cancel',
      'runs.read',
      'runs.start',
      'workspaces.read',
    ],
  },
  developer: { about: 'asks for tests and follows them', permissions: [...looks, 'requests.create'] },
  viewer: { about: 'looks at everything that is about no person', permissions: looks },
} as const satisfies RoleTable;

/** The settings' own come over those of the house. */
export function rolesWith(own: RoleTable = {}): RoleTable {
  return { ...houseRoles, ...own };
}
