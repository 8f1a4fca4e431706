import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createServeAgent, type AgentDoor } from '#functions/serve-agent/handler.ts';
import { agentDoor } from '#functions/wiring/agent-door.ts';
import type { Installation } from '#functions/wiring/installation.ts';
import { newToken } from '#functions/wiring/random-ids.ts';
import { changeTokens } from '#contexts/access/app/tokens.ts';
import { FRESH_FOR } from '#contexts/access/app/keyring.ts';
import type { Handler } from '#doors/task-handler.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { openWorld, type World } from '#test/support/application/world.ts';
import { ask } from '#test/simulation/outside/http.ts';

const HOME = 'the token of the environment, of local alone';

interface House {
  world: World;
  door: AgentDoor;
  handler: (changed?: Partial<AgentDoor>) => Handler;
}

function open(): House {
  const world = openWorld();
  const secrets = { agentTokens: { local: [HOME.replaceAll(' ', '-')] } };
  const installation = { system: world.system, secrets, now: () => world.time.now, lookEvery: 100 } as unknown as Installation;
  const door = agentDoor(installation, world.outputs);
  return { world, door, handler: (changed = {}) => createServeAgent(world.system, { ...door, ...changed }) };
}

async function made({ world }: House, kind: 'agent' | 'client', name: string, backends = [name]): Promise<string> {
  const token = newToken();
  const asked = { command: 'make_token', hash: world.system.hash(token), label: name, backends, operator: 'grace' } as const;
  await changeTokens(kernelOf(world.system), { kind, name }, `make-${token}`, asked);
  return token;
}

const update = JSON.stringify({ fencing: 1, update: { kind: 'alive' } });
const routes = (backend: string) =>
  [
    { method: 'GET', url: `/agent/v1/${backend}/tasks` },
    { method: 'GET', url: `/agent/v1/${backend}/tasks?wait=0` },
    { method: 'POST', url: `/agent/v1/${backend}/tasks/t1`, body: update },
    { method: 'POST', url: `/agent/v1/${backend}/tasks`, body: update },
    { method: 'GET', url: `/agent/v1/${backend}/tasks/t1` },
  ] as const;

test('P3 on every route, a token reaches its own backend and no other, and a program’s token no agent’s', async () => {
  const house = open();
  const tokens: [string, string | undefined][] = [
    [HOME.replaceAll(' ', '-'), 'local'],
    [await made(house, 'agent', 'local'), 'local'],
    [await made(house, 'agent', 'backup'), 'backup'],
    [await made(house, 'client', 'local', ['local', 'backup']), undefined],
    [newToken(), undefined],
  ];
  const handler = house.handler();
  for (const [token, own] of tokens)
    for (const backend of ['local', 'backup'])
      for (const asked of routes(backend)) {
        const { status, body } = await ask(handler, { ...asked, headers: { authorization: `Bearer ${token}` } });
        const said = `${token.slice(0, 20)} at ${asked.method} ${asked.url}: ${status} ${body}`;
        if (own === backend) expect([said, [200, 404, 405].includes(status)]).toEqual([said, true]);
        else expect([said, status]).toEqual([said, 401]);
      }
});

test('P3 no header that is forged or broken opens anything, or fails', async () => {
  const house = open();
  const token = await made(house, 'agent', 'local');
  const handler = house.handler();
  const [asked] = routes('local');
  const near = fc.nat(token.length - 1).map((at) => `Bearer ${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`);
  const cut = fc.nat(token.length - 1).map((length) => `Bearer ${token.slice(0, length)}`);
  const odd = fc.constantFrom(
    `bearer${token}`,
    `Bearer  ${token}`,
    `Bearer ${token} `,
    `Bearer ${token},${token}`,
    `Basic ${token}`,
    'Bearer',
    '',
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(near, cut, odd, fc.string({ unit: 'binary', maxLength: 600 })), async (authorization) => {
      expect((await ask(handler, { ...asked, headers: { authorization } })).status).toBe(401);
    }),
  );
  expect((await ask(handler, asked)).status).toBe(401);
  expect((await ask(handler, { ...asked, headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
});

test('B10 a poll under way ends with 401 when its token is revoked', async () => {
  const house = open();
  const token = await made(house, 'agent', 'local');
  let looks = 0;
  const handler = house.handler({
    lookEvery: 3_000,
    async sleep() {
      looks += 1;
      if (looks !== 2) return;
      await changeTokens(kernelOf(house.world.system), { kind: 'agent', name: 'local' }, 'revoke', {
        command: 'revoke_token',
        number: 1,
        operator: 'grace',
      });
      // As long as a look-up is remembered: less than a poll in the cloud waits between two looks.
      await new Promise((resolve) => setTimeout(resolve, FRESH_FOR + 20));
    },
  });
  const [, asked] = routes('local');
  const answered = await ask(handler, {
    ...asked,
    url: asked.url.replace('wait=0', 'wait=25'),
    headers: { authorization: `Bearer ${token}` },
  });
  expect([answered.status, looks]).toEqual([401, 2]);
  expect((await ask(handler, { ...asked, headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
});
