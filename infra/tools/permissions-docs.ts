import path from 'node:path';
import { permissionNames, permissions } from '#contexts/access/domain/rights/permissions.ts';
import { houseRoles, type RoleKind } from '#contexts/access/domain/rights/roles.ts';
import { operationNeeds } from '#doors/contracts/operations.ts';
import { pages } from '#functions/serve-pages/pages/table.ts';
import type { Page } from '#functions/serve-pages/page.ts';
import { writeOrCheck } from './tables/write-or-check.ts';

/** `npm run generate`: docs/permissions.md, from the tables that decide. */
function page(): string {
  return `<!-- Made by \`npm run generate\`. -->
# Permissions and roles

Whoever asks for something, on a page, by a token or from the command line, is asked the same question: whether they have this permission there. Roles are sets of permissions; people get them
by [settings](settings.md#people), or on the page of people. A role that is given for a backend, a workspace or a client gives there what can be given there, and nothing else.
Rules of the process come on top: an author never decides on their own request, whatever role they have.

## Roles

| role | what it is for | permissions |
|---|---|---|
${Object.entries<RoleKind>(houseRoles).map(roleRow).join('\n')}

## Permissions

| permission | whoever has it may | given for | needed for |
|---|---|---|---|
${permissionNames.map(permissionRow).join('\n')}
`;
}

function roleRow([name, { about, permissions: held }]: [string, RoleKind]): string {
  const missing = permissionNames.filter((one) => !held.includes(one));
  const list = held.length > missing.length * 2 ? `all but ${written(missing)}` : written(held);
  return `| \`${name}\` | ${about} | ${list} |`;
}

function permissionRow(name: (typeof permissionNames)[number]): string {
  const { about, at = [], sensitive, notByTokens } = permissions[name];
  const operations = Object.entries(operationNeeds).flatMap(([operation, { permission }]) => (permission === name ? [operation] : []));
  const paths = Object.values<Page>(pages).flatMap(({ guarded }) => (guarded?.permission === name ? guarded.paths : []));
  return `| \`${name}\`${sensitive === true ? ' (sensitive)' : ''} | ${about}${notByTokens === true ? '; no token gives it' : ''} | ${['all', ...at].join(', ')} | ${written([...operations, ...paths])} |`;
}

function written(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

if (import.meta.main) writeOrCheck(path.resolve(import.meta.dirname, '../../docs/permissions.md'), page());
