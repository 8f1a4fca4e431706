import { z } from 'zod';
import type { ActionStage } from '#contexts/operations/domain/action/result.ts';
import type { ToldEnd } from '#contexts/operations/domain/told-end.ts';
import { drive, type DriveOperation } from '#contexts/operations/domain/drive.ts';
import { pollDelay } from '#contexts/operations/domain/schedule.ts';
import type { OperationState } from '#contexts/operations/domain/state.ts';
import type { Sayings } from '#contexts/operations/domain/sayings.ts';
import type { DrivenOwner } from '#contexts/operations/app/owned.ts';
import { nothingPersonal } from '#kernel/chain.ts';
import type { AnyEffect, Wanted } from '#kernel/effect.ts';
import type { Header, Process } from '#kernel/process.ts';
import type { Stored, StoredState } from '#kernel/stored.ts';
import { HOUR, type Instant } from '#kernel/time.ts';
import type { HeldLease, Owner } from '#contexts/operations/domain/owner.ts';
import type { Executor, JobEnd, JobOrder } from '#contexts/operations/ports/executor.ts';
import type { Transaction } from '#functions/wiring/system.ts';

/** A process of no product: it has one thing to be done, and knows what became of that. */
export interface Errand {
  version: number;
  id: string;
  state: OperationState;
  launchedAt?: Instant;
  stopping?: Instant;
  how?: string;
  stages?: ActionStage[];
}
type ErrandFact =
  | { fact: 'begun'; id: string }
  | { fact: 'launched'; at: Instant }
  | { fact: 'working' }
  | { fact: 'staged'; stage: ActionStage }
  | { fact: 'stopping'; at: Instant }
  | { fact: 'over'; state: OperationState; how: string };
type Told = { command: 'tell'; is: ErrandFact };
type ErrandCommand = Told & Header;
type Document = StoredState<Errand>;

export const OVER: ReadonlySet<OperationState> = new Set(['done', 'failed', 'cancelled', 'lost']);
const nameOf = (id: string) => ({ of: 'errand', id });

const process: Process<Errand, ErrandCommand, ErrandFact, unknown, Wanted<AnyEffect>, { refused: string }> = {
  kind: 'errand',
  schema: z.looseObject({ id: z.string() }),
  idOf: ({ id }) => id,
  begin: (fact) => (fact.fact === 'begun' ? { version: 0, id: fact.id, state: 'pending' } : undefined),
  facts: {
    begun: { evolve: (state) => state },
    launched: { evolve: (state, { at }) => ({ ...state, state: 'preparing', launchedAt: at }) },
    working: { evolve: (state) => ({ ...state, state: 'executing' }) },
    staged: { evolve: (state, { stage }) => ({ ...state, stages: [...(state.stages ?? []), stage] }) },
    stopping: { evolve: (state, { at }) => ({ ...state, stopping: at }) },
    over: { evolve: (state, { state: to, how }) => ({ ...state, state: to, how }) },
  },
  decide(state, { is }) {
    if (OVER.has(state.state)) return { refused: 'it is over' };
    const evolve = process.facts[is.fact].evolve as (before: Errand, fact: ErrandFact) => Errand;
    return { facts: [is], state: evolve(state, is) };
  },
  react: ({ facts, after, at }) => facts.flatMap((fact) => wanted(fact, after.id, at)),
};

function wanted({ fact }: ErrandFact, id: string, at: Instant): Wanted<DriveOperation>[] {
  if (fact === 'begun') return [{ effect: drive(nameOf(id), 'launch') }];
  if (fact === 'stopping') return [{ effect: drive(nameOf(id), 'cancel') }];
  if (fact === 'over') return [{ effect: drive(nameOf(id), 'forget') }];
  const poll: DriveOperation = { kind: 'drive_operation', operation: nameOf(id), phase: 'poll', launchedAt: at, stopAt: at + HOUR };
  return fact === 'launched' ? [{ effect: poll, notBefore: at + pollDelay(0) }] : [];
}

interface ErrandTypes {
  State: Errand;
  Command: ErrandCommand;
  Fact: ErrandFact;
  Rules: unknown;
  Effect: AnyEffect;
  Refused: { refused: string };
  Document: Document;
  Naming: { errand: string };
}

/** Kept in memory: only its effects are in the store. */
export function storedErrands(kept: Map<string, Document>): Stored<Transaction, ErrandTypes> {
  return {
    process,
    privacy: nothingPersonal(),
    nameOf: (id) => `errand.${id}`,
    entryOf: (errand) => ({ errand }),
    rings: false,
    async load(tx, id) {
      // A transaction's time is that of its first read.
      await tx.get({ collection: 'outbox', id });
      return kept.get(id);
    },
    project: ({ state, commands }) => ({ state, commands }),
    follows: [],
    save: (_tx, { id, document }) => void kept.set(id, document),
  };
}

const says: Sayings<string, Told & { command: 'tell' }> = {
  adopted: () => ({ command: 'tell', is: { fact: 'launched', at: 0 } }),
  atWork: () => ({ command: 'tell', is: { fact: 'working' } }),
  staged: (stage) => ({ command: 'tell', is: { fact: 'staged', stage } }),
  ended: (how) => ({ command: 'tell', is: { fact: 'over', state: how === 'cancelled' ? 'cancelled' : 'done', how } }),
  refused: (how) => ({ command: 'tell', is: { fact: 'over', state: 'failed', how } }),
  lost: (how) => ({ command: 'tell', is: { fact: 'over', state: 'lost', how } }),
  cancelled: () => ({ command: 'tell', is: { fact: 'over', state: 'cancelled', how: 'never began' } }),
};

/** Errands as they are known wherever they are driven, or told of: all of them under one lease. */
function errands(lease: HeldLease): Owner {
  return {
    recorded(errand, { id }) {
      const { state, stopping, id: own } = errand as Errand;
      if (id !== own) return undefined;
      return {
        state,
        isWanted: stopping === undefined,
        lease,
        says,
        readEnd: counting,
        givenUp: (phase, why) => (phase === 'launch' ? says.lost(why) : undefined),
      };
    },
    keptAs: ({ id }) => id,
  };
}

/** What is kept of its end: how it ended, how many lines it wrote, and how many outputs it has. */
function counting({ cause, result }: ToldEnd) {
  let lines = 0;
  const count = (): void => void (lines += 1);
  return {
    stdout: count,
    stderr: count,
    cut: () => undefined,
    end: () => `${cause}${lines === 0 ? '' : `, ${lines} lines`}${result?.manifest ? `, ${result.manifest.files} outputs` : ''}`,
  };
}

/** The owner of errands, as the driver knows one. */
export function errandOwner(executor: Executor<JobOrder, JobEnd>, order: JobOrder): DrivenOwner {
  return {
    ...errands(order),
    find({ state, now, effect }) {
      const { id, state: is, launchedAt, stopping } = state as Errand;
      if (OVER.has(is)) return { result: 'done' };
      const isLate = effect.phase === 'poll' && now >= effect.stopAt;
      const cancelling = stopping === undefined || effect.phase === 'poll' ? {} : { cancelling: now - stopping };
      const op = {
        order: { ...order, id, subject: { kind: 'errand', id }, name: nameOf(id) },
        executor,
        nobody: 'nobody runs errands',
        standing: { state: is, age: now - (launchedAt ?? now), isWanted: stopping === undefined, isLate, isJudged: true, ...cancelling },
        asksOn: false,
        begin: async () => op,
        keep: async ({ cause }: JobEnd) => cause,
        by: { kind: 'system', part: 'errands' } as const,
        says: { ...says, adopted: () => ({ command: 'tell' as const, is: { fact: 'launched' as const, at: now } }) },
      };
      return op;
    },
  };
}
