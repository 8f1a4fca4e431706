import type { Bug } from './bug.ts';

/** N6: chat and receivers. */
export const announcementBugs: readonly Bug[] = [
  {
    name: 'budget-ignored',
    file: 'shared/contexts/telling/domain/budget.ts',
    find: "if (sends.length < perHour) return { channel: { sends: [...sends, now] }, admission: { admit: 'send' } };",
    replace: "if (sends.length < 50 * perHour) return { channel: { sends: [...sends, now] }, admission: { admit: 'send' } };",
    why: 'on a busy day a channel hears everything at once',
  },
  {
    name: 'digest-forgets-who-joined',
    file: 'shared/contexts/telling/domain/budget.ts',
    find: 'notices: [...digest.notices, notice] } }, admission',
    replace: 'notices: [...digest.notices] } }, admission',
    why: 'what is held for the digest is not in it',
  },
];
