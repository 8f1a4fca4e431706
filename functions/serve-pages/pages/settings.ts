import { settingsPage } from '#products/rehearsal/pages/settings/page.ts';
import { missingPage } from '#products/rehearsal/pages/error-page.ts';
import type { Page } from '../page.ts';

export const settings: Page = {
  guarded: { paths: ['/settings'], permission: 'settings.read' },
  navigation: { label: 'Settings', group: 'installation', place: 4 },
  serve: ({ settingsInForce }, send, url, response) => {
    const key = url.searchParams.get('key') ?? '';
    const all = settingsInForce();
    if (key !== '' && all.every((one) => one.key !== key))
      return send(response, 404, missingPage('such setting', ['/settings', 'All settings']));
    send(response, 200, settingsPage(all, key));
  },
};
