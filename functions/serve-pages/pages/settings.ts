import { settingsPage } from '#products/rehearsal/pages/settings/page.ts';
import type { Page } from '../page.ts';

export const settings: Page = {
  guarded: { paths: ['/settings'], permission: 'settings.read' },
  navigation: { label: 'Settings', group: 'installation', place: 4 },
  serve: ({ settingsInForce }, send, url, response) =>
    send(response, 200, settingsPage(settingsInForce(), url.searchParams.get('key') ?? '')),
};
