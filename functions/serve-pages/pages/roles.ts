import { holdersIn, rolesPage } from '#contexts/access/pages/roles-page.ts';
import type { Page } from '../page.ts';

/** W4. */
export const roles: Page = {
  guarded: { paths: ['/roles'], permission: 'people.read' },
  navigation: { label: 'Roles', group: 'people', place: 2 },
  serve({ system: { rules } }, send, _url, response) {
    send(response, 200, rolesPage({ roles: rules.roles, holders: holdersIn(rules.people, rules.roles) }));
  },
};
