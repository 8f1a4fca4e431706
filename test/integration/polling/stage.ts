import type { DeployDependencies } from '#products/rehearsal/app/operation/requests/step.ts';
import { createHash } from 'node:crypto';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { performEffect, type Performer } from '#products/rehearsal/app/perform-effect.ts';
import { execute, type Change } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { OutboxDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Instant } from '#kernel/time.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import type { Run } from '#contexts/operations/domain/run/state.ts';
import type { Story } from '#test/support/given-request.ts';
import { collections } from '#functions/wiring/collections.ts';

type Performers = { drive_operation?: Performer<'drive_operation'> };

/** One request in a real store, with a clock that jumps to whatever is due next. */
export interface Stage {
  system: System;
  now(): Instant;
  /** What was performed and when, oldest first. */
  done: { at: Instant; what: string; answer: string }[];
  log: { severity: string; message: string }[];
  state(): Promise<RequestState>;
  run(): Promise<Run | undefined>;
  command(make: (at: Instant, state: RequestState) => Change): Promise<void>;
  /** Performs what is due, one after the other, until `enough` says so or nothing is left. `before` comes before each. */
  perform(
    performers: Performers,
    enough?: (state: RequestState) => boolean,
    before?: (what: string) => void | Promise<void>,
  ): Promise<RequestState>;
  close(): Promise<void>;
}

export async function openStage(story: Story): Promise<Stage> {
  let now = story.now;
  const log: Stage['log'] = [];
  const done: Stage['done'] = [];
  const store = openSqliteStore({ collections, path: ':memory:', now: () => now });
  const system: System = {
    store,
    queue: { enqueue: () => Promise.resolve('enqueued') },
    rules: { ...story.rules, gatesOff: ['registry', 'test_file'] },
    timeScale: 1,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    log: (severity, message) => void log.push({ severity, message }),
  };
  const { id } = story.state;
  const state = async (): Promise<RequestState> => {
    const document = await store.get({ collection: 'requests', id });
    if (document === undefined) throw new Error('no request');
    return document.state;
  };
  await store.transact(async (tx) => {
    const { status, version, submittedAt } = story.state;
    tx.create(
      { collection: 'requests', id },
      { id, version, status, queueRank: '', pullRequestKey: 'x', submittedAt, updatedAt: now, commands: [], state: story.state },
    );
    return Promise.resolve();
  });
  return {
    system,
    done,
    log,
    state,
    now: () => now,
    run: async () => (await state()).jobs[0]?.runs.at(-1),
    async command(make) {
      const outcome = await execute(system, id, make);
      if (outcome?.outcome !== 'saved') throw new Error(`not saved: ${JSON.stringify(outcome)}`);
    },
    async perform(performers, enough = () => false, before = () => undefined) {
      for (let steps = 0; steps < 3000; steps += 1) {
        const current = await state();
        const next = enough(current) ? undefined : await nextDue(system, performers);
        if (next === undefined) return current;
        now = Math.max(now, next.dueAt);
        const what = whatOf(next);
        await before(what);
        const at = now;
        const answer = await performOne(system, performers, next);
        done.push({ at, what, answer: answer.answer });
        now += answer.answer === 'later' ? answer.afterMs : 1;
      }
      throw new Error('it never ends');
    },
    close: () => store.close(),
  };
}

async function nextDue({ store }: System, performers: Performers): Promise<OutboxDocument | undefined> {
  const open = await store.query({ index: 'outboxDue', equal: { open: true }, limit: 500 });
  const mine = open.map(({ document }) => document).filter(({ kind }) => Object.hasOwn(performers, kind));
  return mine.toSorted((a, b) => a.dueAt - b.dueAt)[0];
}

function performOne(system: System, performers: Performers, { kind, key, dispatches }: OutboxDocument) {
  const task = { effectKey: key, dispatch: dispatches };
  const { drive_operation: drive } = performers;
  if (kind === 'drive_operation' && drive !== undefined) return performEffect(system, kind, task, drive);
  throw new Error(`nobody performs ${kind}`);
}

function whatOf({ effect }: OutboxDocument): string {
  if (effect.kind !== 'drive_operation') return effect.kind;
  const { of, id } = effect.operation;
  return of === 'run' ? effect.phase : `${of} ${id}`;
}

/** Where no step is carried out. */
export const noDeployTools: DeployDependencies = {
  executors: {},
  announcer: { deliver: () => Promise.reject(new Error('nothing is said here')) },
  announcement: () => '',
  lasts: () => 0,
};
