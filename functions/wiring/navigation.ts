// Made by `npm run generate` from the files of functions/serve-pages/pages.
import type { NavigationEntry } from '#products/rehearsal/pages/layout.ts';

export const navigation: readonly NavigationEntry[] = [
  { path: '/audit', label: 'Audit log', group: 'people', place: 5, needs: 'audit.read' },
  { path: '/backends', label: 'Backends', group: 'backends', place: 1, needs: 'backends.read', anywhere: true },
  { path: '/board', label: 'Board', group: 'requests', place: 1, needs: 'requests.read' },
  { path: '/dead-letters', label: 'Dead letters', group: 'installation', place: 1, needs: 'dead_letters.read' },
  { path: '/requests/new', label: 'New request', group: 'requests', place: 3 },
  { path: '/mails', label: 'Mails', group: 'installation', place: 5, needs: 'mails.read' },
  { path: '/operations', label: 'Operations', group: 'work', place: 3, needs: 'operations.read', anywhere: true },
  { path: '/people', label: 'People', group: 'people', place: 1, needs: 'people.read' },
  { path: '/releases', label: 'Releases', group: 'requests', place: 2, needs: 'releases.read' },
  { path: '/roles', label: 'Roles', group: 'people', place: 2, needs: 'people.read' },
  { path: '/runbooks', label: 'Runbooks', group: 'installation', place: 8 },
  { path: '/runs', label: 'Runs', group: 'work', place: 1, needs: 'runs.read', anywhere: true },
  { path: '/schedules', label: 'Schedules', group: 'backends', place: 3, needs: 'schedules.read' },
  { path: '/settings', label: 'Settings', group: 'installation', place: 4, needs: 'settings.read' },
  { path: '/tokens', label: 'Tokens', group: 'people', place: 3, needs: 'tokens.read' },
  { path: '/verdicts', label: 'Verdicts', group: 'requests', place: 4, needs: 'requests.decide', anywhere: true },
  { path: '/workspaces', label: 'Workspaces', group: 'work', place: 2, needs: 'workspaces.read', anywhere: true },
  { path: '/jobs', label: 'Jobs', group: 'work', place: 4, needs: 'jobs.read' },
  { path: '/api', label: 'API', group: 'installation', place: 9 },
];
