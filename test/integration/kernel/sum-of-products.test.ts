import { expect, test } from '@jest/globals';
import { registrations } from '#doors/contracts/effects.ts';
import { machine } from '#functions/wiring/machine.ts';
import { owners } from '#functions/wiring/owners.ts';
import { taskRoutes } from '#functions/wiring/task-routes.ts';
import { joined } from '#kernel/tables.ts';
import { MINUTE } from '#kernel/time.ts';
import * as pipelines from '#products/pipelines/app/machine.ts';
import { defineEffect } from '#products/pipelines/kinds/effects/define.ts';
import * as rehearsal from '#products/rehearsal/app/machine.ts';
import { openWorld } from '#test/support/application/world.ts';

test('Z1 an installation’s machine has the processes and the effects of all its products, whichever product asks it', () => {
  const { system } = openWorld();
  for (const { effects, processes } of [machine, rehearsal.kernelOf(system), pipelines.kernelOf(system)]) {
    expect(Object.keys(processes).toSorted()).toEqual(['backend', 'intake', 'plan', 'release', 'request', 'token', 'workspace']);
    expect(Object.keys(effects).toSorted()).toEqual(Object.keys(registrations).toSorted());
  }
  expect(Object.keys(taskRoutes).toSorted()).toEqual(Object.keys(registrations).toSorted());
});

test('Z1 a system that was opened without it has one product’s own', () => {
  const { machine: _left, ...system } = openWorld().system;
  expect(Object.keys(rehearsal.kernelOf(system).processes)).not.toContain('workspace');
  expect(Object.keys(pipelines.kernelOf(system).processes).toSorted()).toEqual(['backend', 'plan', 'workspace']);
});

test('O2 what drives an operation is given the state of its owner, whichever product that is of', () => {
  expect(machine.effects['drive_operation']?.subjects).toEqual(Object.keys(machine.processes));
  expect(Object.keys(owners)).toContain('request');
});

test('Z1 one name that two products give to different things is refused; what both have of a context counts once', () => {
  expect(() => joined('process', [{ plan: 1 }, { plan: 2 }])).toThrow('there are two of process plan');
  expect(joined('process', [{ plan: 1, a: 2 }, { plan: 1 }])).toEqual({ plan: 1, a: 2 });
});

test('Z1 what most kinds of effects of pipelines have alike is left out', () => {
  const given = { function: 'brew-tea', subjects: ['workspace'], secrets: [], grants: { database: {} } } as const;
  const kind = defineEffect<{ kind: 'brew_tea' }, 'brew-tea'>({
    ...given,
    limits: { instances: 1, concurrency: 10 },
    queue: { deadline: 5 * MINUTE },
  });
  expect(kind).toMatchObject({ replays: 0, alsoFills: [], limits: { memory: 256 }, queue: { concurrency: 10, deadline: 5 * MINUTE } });
  expect(
    kind.onGivenUp({ key: 'k', effect: { kind: 'brew_tea' }, subject: { kind: 'workspace', id: 'a' }, state: undefined }, 'why'),
  ).toBeUndefined();
});
