import { expect, test } from '@jest/globals';
import { giveAnswer } from '#products/rehearsal/app/answer-question.ts';
import { changeAccount, readAccount } from '#contexts/access/app/accounts.ts';
import { isId } from '#contexts/access/ids.ts';
import { grantsOfToken } from '#contexts/access/domain/rights/token-grants.ts';
import { grantOf, operatorPrincipal } from '#contexts/access/domain/rights/grants.ts';
import type { PermissionName } from '#contexts/access/domain/rights/permissions.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import { rolesWith } from '#contexts/access/domain/rights/roles.ts';
import { operationRequest, type OperationRequest } from '#doors/contracts/operations.ts';
import { operate } from '#functions/serve-operations/operate.ts';
import { apiDoor } from '#functions/wiring/api-door.ts';
import { askTools } from '#functions/wiring/ask-tools.ts';
import type { intakeOf } from '#functions/wiring/page-dependencies.ts';
import { placeReader } from '#functions/wiring/places.ts';
import { requireSettings } from '#functions/wiring/settings.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { newToken } from '#functions/wiring/random-ids.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { requestStarter } from '#products/rehearsal/app/request-starter.ts';
import { personSettings } from '#contexts/access/settings/people.ts';
import { openWorld, type World } from '#test/support/application/world.ts';
import { openQuestion } from '#test/support/given-request.ts';
import { invite, openHouse, toReview } from '#test/support/page-house.ts';

const olga = operatorPrincipal('olga', 'token');
let ids = 0;

/** A program with these rights for all. */
function program(name: string, ...permissions: PermissionName[]): Principal {
  return {
    kind: 'client',
    id: name,
    name,
    grants: grantsOfToken({ backends: [], scope: { permissions, workspaces: [], everywhere: true } }),
    door: 'token',
  };
}

function asks({ system, host }: Pick<World, 'system' | 'host'>, who: Principal, asked: OperationRequest): ReturnType<typeof operate> {
  const intake = { open: true, context: { repositories: [], backends: ['local'], releases: [], whyNotHere: () => undefined } };
  return operate(
    system,
    {
      newId: () => `b${(ids += 1)}`,
      newToken,
      intakeOpen: true,
      asks: askTools({ system }, host),
      placeOf: placeReader(system),
      starters: { request: requestStarter(system, { ...intake } as unknown as ReturnType<typeof intakeOf>) },
      who,
    },
    operationRequest.parse(asked),
  );
}

const lacks = (right: string): object => ({ refused: 'conflict', detail: expect.stringContaining(`you have not the right ${right}`) });

test('W4 P1 a token gives nothing that whoever makes or rotates it has not', async () => {
  const world = openWorld();
  const wish = { operation: 'token_make', holder: 'client.pm', everywhere: true } as const;
  const keeper = program('tm', 'tokens.manage', 'runs.read');
  expect(await asks(world, keeper, { ...wish, permissions: ['people.manage'] })).toMatchObject(lacks('people.manage'));
  expect(await asks(world, keeper, { operation: 'token_make', holder: 'agent.local' })).toMatchObject(lacks('backends.manage'));
  expect(await asks(world, keeper, { ...wish, permissions: ['runs.read'] })).toMatchObject({ done: { outcome: 'created' } });
  expect(await asks(world, olga, { ...wish, holder: 'client.boss', permissions: ['people.manage'] })).toMatchObject({ done: {} });
  expect(await asks(world, keeper, { operation: 'token_rotate', holder: 'client.boss' })).toMatchObject(lacks('people.manage'));
});

test('W4 another address of somebody is given by whoever could give their roles, ends their sessions, and what went to the old one', async () => {
  const world = openWorld();
  const zoe = { operation: 'person_invite', id: 'zoe', name: 'Zoe', email: 'zoe@example.net' } as const;
  await asks(world, olga, zoe);
  await asks(world, olga, { operation: 'person_grant', id: 'zoe', role: 'admin' });
  const rules = { link: 900_000, idle: 1e9, absolute: 1e9, most: 5 };
  const by = { kind: 'person', id: 'zoe' } as const;
  const kernel = kernelOf(world.system);
  const session = { hash: 'h', way: 'mail', from: 'a browser', rules } as never;
  await changeAccount(kernel, 'zoe', { id: 'in', by }, { command: 'sign_in', session });
  await changeAccount(kernel, 'zoe', { id: 'ask', by }, { command: 'ask_sign_in', ask: 'q', verifier: 'v', rules } as never);
  const elsewhere = { ...zoe, email: 'mallory@example.net' };
  expect(await asks(world, program('hr', 'people.manage', 'people.read'), elsewhere)).toMatchObject({
    refused: 'conflict',
    detail: expect.stringContaining('you cannot change the address of zoe'),
  });
  expect(await asks(world, olga, elsewhere)).toMatchObject({ done: {} });
  const { state } = await readAccount(world.system, 'zoe');
  expect([state.asks, state.sessions.map(({ ended }) => ended?.why)]).toEqual([[], ['ended']]);
});

test('W3 whoever is removed has no link and no code that signs them in', async () => {
  const world = openWorld();
  await asks(world, olga, { operation: 'person_invite', id: 'rex', name: 'Rex', email: 'rex@example.net' });
  const by = { kind: 'person', id: 'rex' } as const;
  await changeAccount(kernelOf(world.system), 'rex', { id: 'ask', by }, {
    command: 'ask_sign_in',
    ask: 'q',
    verifier: 'v',
    rules: { link: 900_000 },
  } as never);
  expect((await readAccount(world.system, 'rex')).state.asks).toHaveLength(1);
  await asks(world, olga, { operation: 'person_remove', id: 'rex', why: 'gone' });
  expect((await readAccount(world.system, 'rex')).state.asks).toEqual([]);
});

test('I16 X1 no person is called as records call others, and an answer of somebody signed in is always a person’s', async () => {
  for (const word of ['contributor', 'system', 'somebody']) {
    expect(isId('person', word)).toBe(false);
    expect(personSettings.safeParse({ id: word, name: 'X', email: 'x@example.org', roles: ['admin'] }).success).toBe(false);
    expect(operationRequest.safeParse({ operation: 'person_invite', id: word, name: 'X', email: 'x@example.org' }).success).toBe(false);
    expect(operationRequest.safeParse({ operation: 'request_answer_for', id: 'r', question: 1, action: 'confirm', as: word }).success).toBe(
      false,
    );
  }
  const house = await openHouse();
  const guest = await invite(house);
  await toReview(guest);
  const question = openQuestion(await guest.state(), 'withdraw').id;
  const claims = { subject: { kind: 'request', id: guest.id }, question, action: 'withdraw', person: 'contributor' };
  expect(await giveAnswer(house.system, house.host, claims, { comment: 'x' }, 'c1', {})).toMatchObject({ outcome: 'refused' });
  await house.close();
});

test('Q1 W5 an author decides nothing in the name of another; whoever else may does', async () => {
  const house = await openHouse();
  const guest = await invite(house);
  await toReview(guest);
  const state = await guest.state();
  const question = openQuestion(state, 'review').id;
  const claims = { subject: { kind: 'request', id: guest.id }, question, action: 'return', person: 'grace' };
  const { people } = house.system.rules;
  const author = people.find(({ id }) => id !== 'grace');
  if (author === undefined) throw new Error('nobody');
  author.email = state.submission.contributor.email;
  const said = await giveAnswer(house.system, house.host, claims, { comment: 'x' }, 't1', { through: author.id });
  expect(said).toMatchObject({ outcome: 'refused', refusal: { code: 'author_decides_nothing' } });
  expect(await giveAnswer(house.system, house.host, claims, { comment: 'x' }, 't2', { through: 'operator.olga' })).toMatchObject({
    outcome: 'saved',
  });
  const after = await guest.state();
  expect(after.questions.find(({ id }) => id === question)?.answer?.by).toEqual({ kind: 'person', id: 'grace', through: 'operator.olga' });
  const text = await (await fetch(house.links.statusUrl(guest.id))).text();
  expect(text).toContain('(recorded in their name by the operator olga)');
  await house.close();
});

test('W5 whoever is called like a person and is none of the settings decides nothing as them: an operator, a program', async () => {
  const world = openWorld();
  const asked: OperationRequest = { operation: 'request_waive', id: 'r1', gates: ['checks'], why: 'x' };
  for (const who of [operatorPrincipal('grace', 'token'), program('grace', 'requests.waive', 'requests.read')]) {
    expect(recordName(who)).not.toBe('grace');
    expect(actorOf(who)).toEqual({ kind: 'system', part: `${who.kind} grace` });
  }
  expect(await asks(world, operatorPrincipal('grace', 'token'), asked)).toMatchObject({ refused: 'not_found' });
});

test('W5 no token gives the right to speak for people, whatever it says', async () => {
  const world = openWorld();
  expect(
    await asks(world, operatorPrincipal('olga', 'token'), {
      operation: 'token_make',
      holder: 'client.bot',
      permissions: ['people.act_for', 'requests.read'],
      everywhere: true,
    }),
  ).toMatchObject({ refused: 'conflict', detail: 'no token gives people.act_for: it is for people, and for those who operate' });
  const [grant] = grantsOfToken({
    backends: [],
    scope: { permissions: ['people.act_for', 'requests.read'], workspaces: [], everywhere: true },
  });
  expect([...(grant?.permissions ?? [])]).toEqual(['requests.read']);
});

test('W5 W4 a program that is called like a person is none: neither on the record nor for the rules', async () => {
  const world = openWorld();
  await asks(world, program('grace', 'people.manage'), { operation: 'person_invite', id: 'zoe', name: 'Zoe', email: 'zoe@example.net' });
  expect((await readAccount(world.system, 'zoe')).state.invited?.by).toBe('client.grace');
  const waive: OperationRequest = { operation: 'request_waive', id: 'r1', gates: ['checks'], why: 'x', as: 'grace' };
  expect(await asks(world, program('grace', 'requests.waive', 'requests.read'), waive)).toMatchObject({
    refusal: { permission: 'people.act_for' },
  });
});

test('X6 a program gets no key of the operator whose name it has', async () => {
  const world = openWorld();
  const keys: string[] = [];
  const installation = {
    ...world,
    now: () => 0,
    newId: () => `k${(ids += 1)}`,
    settings: requireSettings(sampleSettings({ data: '/data', publicUrl: 'https://rehearsal.example.org' })),
    operators: { operatorOf: () => undefined, signInKey: (name: string) => (keys.push(name), 'key') },
    links: {},
  };
  const door = apiDoor(installation as never, world.host, world.outputs);
  const asked = { operation: 'sign_in' } as const;
  expect(await door.operate(program('local', 'sessions.open'), asked)).toMatchObject({ refused: 'not_found' });
  expect(await door.operate(operatorPrincipal('local', 'token'), asked)).toMatchObject({ done: {} });
  expect(keys).toEqual(['local']);
});

test('O7 W4 a schedule starts nothing that its maker could not start, nor in the name of somebody else', async () => {
  const world = openWorld();
  const add = {
    operation: 'schedule_add',
    name: 'sneak',
    starts: 'request',
    at: '2099-01-01T09:00Z',
    input: { kind: 'existing_job', contributor: 'ada', ref: 'main', backend: 'local' },
  } as const;
  const only = { ...grantOf(rolesWith(), 'viewer', 'all', 'account'), permissions: new Set<PermissionName>(['schedules.change']) };
  const maker: Principal = { kind: 'person', id: 'sam', name: 'Sam', grants: [only], door: 'token' };
  expect(await asks(world, maker, add)).toMatchObject(lacks('requests.create'));
  const more = { ...only, permissions: new Set<PermissionName>(['schedules.change', 'requests.create']) };
  expect(await asks(world, { ...maker, grants: [more] }, add)).toMatchObject(lacks('people.act_for'));
});
