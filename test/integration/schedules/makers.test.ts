import { expect, test } from '@jest/globals';
import { changeAccount } from '#contexts/access/app/accounts.ts';
import { namedOnRecord } from '#contexts/access/app/named-on-record.ts';
import { changeTokens } from '#contexts/access/app/tokens.ts';
import { withMakersRights } from '#contexts/schedules/app/makers-rights.ts';
import type { Starter } from '#contexts/schedules/ports/starter.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { openWorld } from '#test/support/application/world.ts';

const begun: string[] = [];
const kettle: Starter = {
  label: 'a kettle',
  problems: async () => [],
  blocked: async () => undefined,
  needs: (input) => [
    { permission: 'runs.start', place: { workspace: 'tides' }, ...(typeof input === 'string' ? { inNameOf: input } : {}) },
  ],
  start: async ({ madeBy }) => ({ answer: 'started', id: (begun.push(madeBy), madeBy) }),
  over: async () => undefined,
};

test('O7 W4 whoever made a schedule is asked for their rights at each occurrence; without them it is refused, and says so', async () => {
  const world = openWorld();
  const { system } = world;
  const kernel = kernelOf(system);
  const by = { kind: 'system', part: 'test' } as const;
  const { kettle: guarded } = withMakersRights({ kettle }, (name) => namedOnRecord(system, name));
  const starts = (madeBy: string, input: unknown = {}): ReturnType<Starter['start']> | undefined =>
    guarded?.start({ key: 'k1', schedule: 'tea', madeBy, at: 1 }, input);
  const gone = { answer: 'refused', why: expect.stringContaining('nobody here any more') };
  const lacks = { answer: 'refused', why: expect.stringContaining('may not start this any more') };

  await changeAccount(
    kernel,
    'rosa',
    { id: 'i', by },
    { command: 'invite_person', named: 'olga', profile: { name: 'Rosa', email: 'r@example.net' } },
  );
  expect(await starts('rosa')).toEqual(lacks);
  const grant = { role: 'researcher', where: { workspace: 'tides' }, named: 'olga' } as const;
  await changeAccount(kernel, 'rosa', { id: 'g', by }, { command: 'give_grant', ...grant });
  expect(await starts('rosa')).toEqual({ answer: 'started', id: 'rosa' });
  expect(await starts('rosa', 'rosa')).toEqual({ answer: 'started', id: 'rosa' });
  expect(await starts('rosa', 'grace')).toEqual(lacks);
  await changeAccount(kernel, 'rosa', { id: 't', by }, { command: 'take_grant', ...grant });
  expect(await starts('rosa')).toEqual(lacks);
  await changeAccount(kernel, 'rosa', { id: 'r', by }, { command: 'remove_person', why: 'left', named: 'olga' });
  expect(await starts('rosa')).toEqual(gone);

  const bot = { kind: 'client', name: 'bot' } as const;
  const scope = { permissions: ['runs.start', 'people.act_for'], workspaces: ['tides'] };
  const made = {
    command: 'make_token',
    hash: 'h'.repeat(64),
    label: '',
    backends: [],
    scope,
    operator: 'operator.olga',
    reachable: ['local'],
  } as const;
  await changeTokens(kernel, bot, 'm', made as never);
  expect(await starts('client.bot')).toEqual({ answer: 'started', id: 'client.bot' });
  expect(await starts('client.bot', 'rosa')).toEqual(lacks);
  await changeTokens(kernel, bot, 'x', { command: 'revoke_token', number: 1, operator: 'operator.olga' });
  expect(await starts('client.bot')).toEqual(gone);

  expect(await starts('operator.olga')).toEqual({ answer: 'started', id: 'operator.olga' });
  for (const nobody of ['olga.x', 'operator.-', 'client.-x', 'constructor', '', 'local']) expect(await starts(nobody)).toEqual(gone);
  expect(begun).toEqual(['rosa', 'rosa', 'client.bot', 'operator.olga']);
});
