import type { PlaceKind } from '#contexts/access/domain/rights/place.ts';

interface PermissionKind {
  /** What it lets somebody do, after “may”. */
  about: string;
  /** Where it can be given, beside for all. */
  at?: readonly PlaceKind[];
  /** Whoever has it can open doors for others, speak for them, put rules aside, or undo what nothing brings back: who is signed in shows anew that it is they (W3). */
  sensitive?: true;
  /** W5. It is for people, and for those who operate: no token gives it to a program. */
  notByTokens?: true;
  /** W3. Whoever does it is signed in: no token of their own does it for them. */
  inPerson?: true;
}

/** W4. Everything that can be allowed, as `<noun>.<verb>`; roles are sets of them. */
const table = {
  'audit.read': { about: 'search and export the audit log', sensitive: true },
  'backends.manage': { about: 'add and remove backends', sensitive: true },
  'backends.read': { about: 'see backends, their queues and statistics', at: ['backend'] },
  'backends.switch': { about: 'pause, drain and resume backends, raise and lower their flags, ask their probes', at: ['backend'] },
  'dead_letters.dismiss': { about: 'dismiss dead letters' },
  'dead_letters.read': { about: 'see dead letters' },
  'dead_letters.replay': { about: 'replay dead letters' },
  'intake.read': { about: 'see whether new requests are accepted' },
  'intake.switch': { about: 'open and close intake' },
  'jobs.read': { about: 'see the jobs and actions that repositories have' },
  'mailbox.read': { about: 'open the mailbox of a machine at home, with the links of everybody', sensitive: true },
  'mails.read': { about: 'see which mails were sent, and to whom' },
  'mails.send': { about: 'have mails sent again' },
  'metrics.read': { about: 'read the figures for monitoring' },
  'operations.read': { about: 'see operations and how they ended', at: ['backend', 'workspace'] },
  'outputs.read': { about: 'read all that operations wrote, addresses masked', at: ['backend', 'workspace'] },
  'people.act_for': { about: 'record what another person decided, in their name', sensitive: true, notByTokens: true },
  'people.manage': { about: 'invite people, give and take their roles, end their sessions', sensitive: true },
  'people.read': { about: 'see people, their roles and what each role may do' },
  'releases.change': { about: 'defer requests to later releases' },
  'releases.read': { about: 'see the release calendar and its reports' },
  'requests.change': { about: 'move requests to another pull request', at: ['backend'] },
  'requests.create': { about: 'ask for tests by the API, or have a schedule ask for them', at: ['backend'] },
  'requests.decide': { about: 'answer the questions of requests, where their rules ask this person', at: ['backend'], inPerson: true },
  'requests.override': { about: 'let requests start in spite of a freeze', at: ['backend'], sensitive: true },
  'requests.read': { about: 'see requests, their timelines and mails', at: ['backend'] },
  'requests.record': { about: 'record what happened to approved jobs in production', at: ['backend'] },
  'requests.stop': { about: 'end requests and their runs', at: ['backend'] },
  'requests.unlock': { about: 'send new links to those who typed wrong codes too often', at: ['backend'] },
  'requests.waive': { about: 'let requests go on without a gate, or without a word on an audit', at: ['backend'], sensitive: true },
  'runs.cancel': { about: 'cancel runs of pipelines', at: ['workspace', 'backend'] },
  'runs.read': { about: 'see runs of pipelines', at: ['workspace', 'backend'] },
  'runs.start': { about: 'start runs of pipelines', at: ['workspace'] },
  'schedules.change': { about: 'add, change, pause and remove schedules', sensitive: true },
  'schedules.read': { about: 'see schedules' },
  'sessions.open': { about: 'have an address printed that signs them in', sensitive: true },
  'settings.read': { about: 'see the settings in force' },
  'sweep.read': { about: 'see what the sweep last found' },
  'sweep.run': { about: 'sweep now' },
  'tokens.manage': { about: 'make, rotate and revoke tokens of agents and programs', at: ['client'], sensitive: true },
  'tokens.read': { about: 'see whose tokens there are and when they were used' },
  'workspaces.manage': { about: 'make workspaces, archive them, and say whose they are', at: ['workspace'] },
  'workspaces.read': { about: 'see workspaces and their newest outcomes', at: ['workspace'] },
} as const satisfies Record<string, PermissionKind>;

export type PermissionName = keyof typeof table;

export const permissions: Readonly<Record<PermissionName, PermissionKind>> = table;

export const permissionNames = Object.keys(table) as PermissionName[];

/** Those that a program can be given. */
const tokenPermissions = permissionNames.filter((name) => permissions[name].notByTokens !== true);

export function isTokenPermission(name: string): name is PermissionName {
  return tokenPermissions.some((one) => one === name);
}

/** Those that a person can give to a program of their own: nothing that takes a fresh sign-in, and no answer in their name. */
export function isOwnTokenPermission(name: string): name is PermissionName {
  return isTokenPermission(name) && permissions[name].sensitive !== true && permissions[name].inPerson !== true;
}

export function isPermission(name: string): name is PermissionName {
  return Object.hasOwn(table, name);
}
