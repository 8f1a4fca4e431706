// Made by `npm run generate` from the files of functions/serve-pages/pages.
import type { NavigationEntry } from '#products/rehearsal/pages/layout.ts';

export const navigation: readonly NavigationEntry[] = [
  { path: '/audit', label: 'Audit log', group: 'people', place: 5, needs: 'audit.read' },
  { path: '/board', label: 'Board', group: 'requests', place: 1, needs: 'requests.read' },
  { path: '/dead-letters', label: 'Dead letters', group: 'installation', place: 1, needs: 'dead_letters.read' },
  { path: '/requests/new', label: 'New request', group: 'requests', place: 3 },
  { path: '/mails', label: 'Mails', group: 'installation', place: 5, needs: 'mails.read' },
  { path: '/people', label: 'People', group: 'people', place: 1, needs: 'people.read' },
  { path: '/roles', label: 'Roles', group: 'people', place: 2, needs: 'people.read' },
  { path: '/runs', label: 'Runs', group: 'work', place: 1, needs: 'runs.read' },
  { path: '/workspaces', label: 'Workspaces', group: 'work', place: 2, needs: 'workspaces.read' },
];
