import { pages } from '#functions/serve-pages/pages/table.ts';
import type { Page } from '#functions/serve-pages/page.ts';
import type { NavigationEntry } from '#products/rehearsal/pages/layout.ts';
import { writeOrCheck } from './tables/write-or-check.ts';

/** `npm run generate`: what the pages' files say of the navigation, as data: functions that serve other pages show it without having these. */
const entries = Object.entries<Page>(pages).flatMap(([name, page]) => (page.navigation === undefined ? [] : [entryOf(name, page)]));

function entryOf(name: string, { open = [], guarded, navigation }: Page): NavigationEntry {
  const path = navigation?.path ?? guarded?.paths[0] ?? open[0];
  if (navigation === undefined || path === undefined) throw new Error(`the page ${name} has no path that the navigation could lead to`);
  const { label, group, place } = navigation;
  const entry = { path, label, group, place };
  if (guarded === undefined || open.includes(path)) return entry;
  const isAnywhere = guarded.on?.(new URL(path, 'http://pages')).anywhere === true;
  return { ...entry, needs: guarded.permission, ...(isAnywhere ? { anywhere: true } : {}) };
}

/** Of functions that are no function of pages alone. */
const elsewhere: readonly NavigationEntry[] = [
  { path: '/jobs', label: 'Jobs', group: 'work', place: 4, needs: 'jobs.read' },
  { path: '/api', label: 'API', group: 'installation', place: 9 },
];

const rows = [...entries, ...elsewhere].map(
  ({ path, label, group, place, needs, anywhere }) =>
    `  { path: '${path}', label: '${label}', group: '${group}', place: ${place}${needs === undefined ? '' : `, needs: '${needs}'`}${anywhere === undefined ? '' : ', anywhere: true'} },`,
);
writeOrCheck(
  'functions/wiring/navigation.ts',
  [
    '// Made by `npm run generate` from the files of functions/serve-pages/pages.',
    "import type { NavigationEntry } from '#products/rehearsal/pages/layout.ts';",
    '',
    'export const navigation: readonly NavigationEntry[] = [',
    ...rows,
    '];',
    '',
  ].join('\n'),
);
