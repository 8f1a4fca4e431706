import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { beginSession } from '#contexts/access/app/begin-session.ts';
import { changeAccount } from '#contexts/access/app/accounts.ts';
import { readAudit } from '#contexts/access/app/audit/read.ts';
import { permissionNames, permissions, type PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import { houseRoles } from '#contexts/access/domain/rights/roles.ts';
import { grantsOfToken } from '#contexts/access/domain/rights/token-grants.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { sessionRules } from '#contexts/access/settings/sign-in.ts';
import { exampleOf } from '#doors/contracts/api/example.ts';
import type { JsonSchema } from '#doors/contracts/api/json-schema.ts';
import { operationKinds, operationNeeds, type OperationRequest } from '#doors/contracts/operations.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { operate, type Asking } from '#functions/serve-operations/operate.ts';
import type { Page } from '#functions/serve-pages/page.ts';
import { pages } from '#functions/serve-pages/pages/table.ts';
import { createFakeHost } from '#test/support/application/fakes.ts';
import { createFaults } from '#test/support/application/faults.ts';
import { operatorDoor } from '#functions/wiring/operator-door.ts';
import { startEmbedded, type Embedded } from '#test/support/embedded.ts';

const roles = Object.keys(houseRoles) as (keyof typeof houseRoles)[];

/** What each role may, said here a second time: whoever changes a role says so in both places. */
const looks = 'backends intake jobs operations releases requests runs schedules workspaces'.split(' ').map((noun) => `${noun}.read`);
const team = [...looks, 'mails.read', 'mails.send', 'outputs.read', 'people.read', 'requests.create', 'requests.decide'];
const said: Record<keyof typeof houseRoles, readonly string[]> = {
  admin: permissionNames.filter((name) => name !== 'mailbox.read'),
  operator: permissionNames.filter((name) => name !== 'requests.decide'),
  tester: [...team, 'requests.record'],
  release_coordinator: [...team, 'releases.change', 'requests.override', 'requests.record'],
  qa_lead: [...team, 'releases.change', 'requests.override', 'requests.record'],
  researcher: [
    ...['backends', 'jobs', 'operations', 'outputs', 'runs', 'workspaces'].map((noun) => `${noun}.read`),
    'runs.cancel',
    'runs.start',
  ],
  developer: [...looks, 'requests.create'],
  viewer: looks,
};

let home: Embedded;
const who = new Map<string, { principal: Principal; cookie: string }>();

/** One person of each role; of none; whose role is over; and whose roles are given elsewhere. */
beforeAll(async () => {
  const person = (id: string, given: unknown[]): unknown => ({ id, name: id, email: `${id}@example.org`, roles: given });
  const elsewhere = person('elsewhere', [
    { role: 'admin', backend: 'elsewhere' },
    { role: 'admin', workspace: 'elsewhere' },
  ]);
  const people = [...roles.map((role) => person(role.replaceAll('_', '-'), [role])), elsewhere];
  home = await startEmbedded({ agent: false, settings: { people } });
  await does('none', { command: 'invite_person', named: 'olga', profile: { name: 'None', email: 'none@example.org' } });
  await does('over', { command: 'invite_person', named: 'olga', profile: { name: 'Over', email: 'over@example.org' } });
  const until = (await home.runtime.parts.system.store.now()) + 300;
  await does('over', { command: 'give_grant', role: 'admin', where: 'all', until, named: 'olga' });
  await new Promise((resolve) => setTimeout(resolve, 400));
  for (const id of [...roles.map((role) => role.replaceAll('_', '-')), 'elsewhere', 'none', 'over']) await signIn(id);
});
afterAll(() => home.stop());

async function does(id: string, asked: Parameters<typeof changeAccount>[3]): Promise<void> {
  const changing = { id: `test:${id}:${asked.command}`, by: { kind: 'system', part: 'test' } } as const;
  await changeAccount(kernelOf(home.runtime.parts.system), id, changing, asked);
}

async function signIn(person: string): Promise<void> {
  const { system, settings, whoIs } = home.runtime.parts;
  const secret = person.padEnd(43, 'x').slice(0, 43);
  const begun = await beginSession(kernelOf(system), sessionRules(settings.signIn, 1), {
    who: { kind: 'person', id: person },
    secret,
    way: 'mail',
    from: 'a test',
  });
  if (!begun.begun) throw new Error(person);
  const cookie = `__session=${begun.text}`;
  const principal = await whoIs({ headers: { cookie } });
  if (principal === undefined) throw new Error(`${person} is nobody`);
  who.set(person, { principal, cookie });
}

function comes(person: string): { principal: Principal; cookie: string } {
  const found = who.get(person.replaceAll('_', '-'));
  if (found === undefined) throw new Error(`who is ${person}`);
  return found;
}

/** What can be asked for, as its documentation shows it. */
function asked({ schema }: (typeof operationKinds)[number]): OperationRequest {
  const shown = exampleOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema) as Record<string, unknown>;
  const { after: _after, inPlaceOf: _other, client: _client, ...fields } = shown;
  const read = schema.safeParse(fields);
  return read.success ? read.data : schema.parse({ ...fields, limit: 1 });
}

async function isRefused(principal: Principal, request: OperationRequest): Promise<boolean> {
  const { parts } = home.runtime;
  const door = operatorDoor(parts, createFakeHost(createFaults()));
  const asking: Asking = { ...door, signInUrl: () => undefined, who: principal };
  try {
    return 'refusal' in (await operate(parts.system, asking, request));
  } catch {
    // It was let do it, and what it needs is not here.
    return false;
  }
}

const samples = operationKinds.map((kind) => asked(kind));
const isAnywhere = (request: OperationRequest): boolean => operationNeeds[request.operation]?.on(request).anywhere === true;
const needed = (request: OperationRequest): PermissionName | undefined => operationNeeds[request.operation]?.permission;

test('W4 roles hold what they are said to hold', () => {
  for (const role of roles) expect([...houseRoles[role].permissions].toSorted()).toEqual([...said[role]].toSorted());
});

describe('W4 every operation', () => {
  test.each(roles)('W4 is asked for by a %s exactly where the role holds its permission', async (role) => {
    const { principal } = comes(role);
    const refused: string[] = [];
    for (const request of samples) if (await isRefused(principal, request)) refused.push(request.operation);
    expect(refused).toEqual(samples.filter((one) => !said[role].includes(needed(one) ?? '')).map(({ operation }) => operation));
  });

  test.each(['none', 'over', 'elsewhere'])('W4 is refused whose roles are %s; lists show what they may see', async (person) => {
    const { principal } = comes(person);
    for (const request of samples) {
      const where = permissions[needed(request) ?? 'audit.read'].at ?? [];
      const isListed = person === 'elsewhere' && isAnywhere(request) && (where.includes('backend') || where.includes('workspace'));
      expect([request.operation, await isRefused(principal, request)]).toEqual([request.operation, !isListed]);
    }
  });
});

describe('W4 P1 every operation, by programs', () => {
  const program = (permission: PermissionName, place: { backends: string[]; everywhere?: true }): Principal => {
    const { backends, ...rest } = place;
    const grants = grantsOfToken({ backends, scope: { permissions: [permission], workspaces: [], ...rest } });
    return { kind: 'client', id: 'bot', name: 'bot', grants, door: 'token', token: 'client.bot.1' };
  };

  test.each(permissionNames)('W4 P1 W5 a token with %s alone asks for what needs that, and for nothing else', async (permission) => {
    const isGiven = permissions[permission].notByTokens !== true;
    const principal = program(permission, { backends: [], everywhere: true });
    const allowed: string[] = [];
    for (const request of samples) if (!(await isRefused(principal, request))) allowed.push(request.operation);
    // Whoever speaks for another needs a right that no token gives.
    const fits = samples.filter((one) => needed(one) === permission && operationNeeds[one.operation]?.actsFor?.(one) === undefined);
    expect(allowed).toEqual(isGiven ? fits.map(({ operation }) => operation) : []);
  });

  test('W4 P1 a token of one backend opens nothing at another; lists show what it may see', async () => {
    for (const permission of permissionNames) {
      const principal = program(permission, { backends: ['elsewhere'] });
      const isListed = permissions[permission].at?.includes('backend') === true;
      for (const request of samples.filter((one) => needed(one) === permission))
        expect([request.operation, await isRefused(principal, request)]).toEqual([
          request.operation,
          !(isListed && isAnywhere(request) && permissions[permission].notByTokens !== true),
        ]);
    }
  });
});

/** Every guarded path, with something in it that is not there. */
const paths = Object.values<Page>(pages).flatMap(({ guarded }) =>
  (guarded?.paths ?? []).map((path) => ({
    path: path.replaceAll(/:[a-z]+/g, 'nothing1').replace('*', 'nothing1'),
    permission: guarded?.permission ?? 'audit.read',
    isList: guarded?.on?.(new URL('http://pages/')).anywhere === true,
  })),
);

async function looksAt(path: string, headers: Record<string, string>): Promise<number> {
  const response = await fetch(`${home.runtime.url}${path}`, { headers: { accept: 'text/html', ...headers }, redirect: 'manual' });
  await response.arrayBuffer();
  return response.status;
}

describe('W4 every page', () => {
  test.each(roles)('W4 is opened by a %s exactly where the role holds its permission', async (role) => {
    const { cookie } = comes(role);
    for (const { path, permission } of paths)
      expect([path, (await looksAt(path, { cookie })) !== 403]).toEqual([path, said[role].includes(permission)]);
  });

  test.each(['none', 'over', 'elsewhere'])('W4 is refused whose roles are %s', async (person) => {
    const { cookie } = comes(person);
    for (const { path, permission, isList } of paths) {
      const { at = [] } = permissions[permission];
      const isListed = person === 'elsewhere' && isList && (at.includes('backend') || at.includes('workspace'));
      expect([path, (await looksAt(path, { cookie })) === 403]).toEqual([path, !isListed]);
    }
  });

  test('W4 asks nobody in particular to sign in', async () => {
    for (const { path } of paths) expect([path, await looksAt(path, {})]).toEqual([path, 401]);
  });
});

describe('W4 every door asks the same', () => {
  const pause = { operation: 'backend_pause', backend: 'local', why: 'a test' };

  test('W4 the operations of operators: their token, and nothing else', async () => {
    const post = (headers: Record<string, string>): Promise<Response> => fetch(`${home.runtime.url}/api/v1/sweep`, { headers });
    expect((await post({ authorization: `Bearer ${home.runtime.parts.operatorToken}` })).status).toBe(200);
    expect((await post({ cookie: comes('admin').cookie })).status).toBe(401);
    expect((await post({})).status).toBe(401);
  });

  test('W4 a button of a page: refused with the right that is missing, and in the log', async () => {
    const form = (cookie: string): Promise<Response> =>
      fetch(`${home.runtime.url}/do/backend_pause`, {
        method: 'POST',
        headers: { accept: 'text/html', cookie, origin: home.runtime.url, 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ ...pause, _back: '/board', _form: 'f1', _proof: comes('viewer').principal.proof ?? '' }),
        redirect: 'manual',
      });
    const refused = await form(comes('viewer').cookie);
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('backends.switch')]);
    const { entries } = await readAudit(home.runtime.parts.system.store, { who: 'person:viewer', outcome: 'denied' }, { limit: 100 });
    expect(entries.map(({ denied }) => denied?.permission)).toContain('backends.switch');
    expect((await home.runtime.parts.system.store.get({ collection: 'accounts', id: 'viewer' }))?.state.version).toBeGreaterThan(1);
  });

  test('W4 a secret link opens its own request, and no page of those who are signed in', async () => {
    const link = home.runtime.parts.links.statusUrl('nothing1');
    expect(await looksAt(new URL(link).pathname, {})).toBe(404);
    for (const path of ['/board', '/people', '/requests/nothing1']) expect(await looksAt(path, { referer: link })).toBe(401);
  });
});
