import { z } from 'zod';
import { settingsTold } from '#products/rehearsal/contracts/answers/installation.ts';
import { defineOperation, everywhere } from '#products/rehearsal/contracts/operations/define.ts';

/** W6. */
export const settingsShow = defineOperation(z.strictObject({ operation: z.literal('settings_show') }), {
  route: { method: 'GET', path: '/settings', summary: 'Show the settings in force, and where each comes from' },
  answer: settingsTold,
  permission: 'settings.read',
  on: everywhere,
})({
  words: ['settings'],
  positional: [],
  options: {},
  about: 'show the settings in force, and where each comes from; what opens something is not shown',
  make: () => ({ operation: 'settings_show' }),
});
