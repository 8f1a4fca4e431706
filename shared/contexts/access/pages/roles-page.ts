import type { Person } from '#contexts/access/domain/people.ts';
import { grantsOfSettings } from '#contexts/access/domain/rights/grants.ts';
import { permissionNames, permissions, type PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import { inWords } from '#contexts/access/domain/rights/place.ts';
import type { Grant } from '#contexts/access/domain/rights/principal.ts';
import { houseRoles, rolesWith, type RoleTable } from '#contexts/access/domain/rights/roles.ts';
import type { PageContent } from '#html/document.ts';
import { html, type Html } from '#html/markup.ts';
import { plural } from '#html/text.ts';

/** Somebody, and what they have by settings and account. */
export interface Holder extends Pick<Person, 'id' | 'name'> {
  grants: readonly Grant[];
}

interface RolesView {
  roles?: RoleTable | undefined;
  holders: readonly Holder[];
}

/** W4: every role, what it may do and who has it; every permission, and which roles hold it. */
export function rolesPage({ roles = rolesWith(), holders }: RolesView): PageContent {
  const body = html`<p>A role is a set of permissions. People get roles by the settings, or on <a href="/people">the page of people</a>: for all, or for one backend, workspace or client.</p>
<h2 id="roles">Roles</h2>
${Object.entries(roles).map(([name, { about, permissions: held }]) => roleCard(name, about, held, holders))}
<section class="card" aria-labelledby="permissions"><h2 id="permissions">Permissions</h2>
<dl>${permissionNames.map((name) => permissionItem(name, roles))}</dl></section>`;
  return { title: 'Roles', body };
}

/** What the settings give people. */
export function holdersIn(people: readonly Person[], roles: RoleTable = rolesWith()): Holder[] {
  return people.map(({ id, name, roles: given }) => ({ id, name, grants: grantsOfSettings({ roles: given }, roles) }));
}

function roleCard(role: string, about: string, held: readonly PermissionName[], holders: readonly Holder[]): Html {
  const having = holders.flatMap(({ id, name, grants }) =>
    grants.filter((grant) => grant.role === role).map(({ at }) => ({ id, name, where: at === 'all' ? '' : ` ${inWords(at)}` })),
  );
  const origin = Object.hasOwn(houseRoles, role) ? '' : ' (of the settings)';
  return html`<section class="card" aria-labelledby="role-${role}"><h3 id="role-${role}"><code>${role}</code>${origin}</h3>
<p dir="auto">${about}</p>
<p>${having.length === 0 ? 'Nobody has it.' : having.map(({ id, name, where }, n) => html`${n === 0 ? undefined : ', '}<a href="/people/${id}">${name}</a>${where}`)}</p>
<details><summary>${plural(held.length, 'permission')}</summary><ul>${held.map((name) => html`<li><code>${name}</code>: ${permissions[name].about}</li>`)}</ul></details></section>`;
}

function permissionItem(name: PermissionName, roles: RoleTable): Html {
  const { about, at = [], sensitive, notByTokens } = permissions[name];
  const held = Object.entries(roles).filter(([, role]) => role.permissions.includes(name));
  const where = at.length === 0 ? 'for all only' : `for all, or for one ${at.join(' or ')}`;
  const never = notByTokens === true ? ', and by no token' : '';
  return html`<dt><code>${name}</code>${sensitive === true ? ' (sensitive)' : ''}</dt><dd>May ${about}; given ${where}${never}. Held by ${held.length === 0 ? 'no role' : held.map(([role], n) => html`${n === 0 ? undefined : ', '}<code>${role}</code>`)}.</dd>`;
}
