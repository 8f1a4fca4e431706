import { runProcess, type RunCommand, type RunFact, type RunEffect, type RunRefused } from '#products/pipelines/domain/run/process.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';
import { headId } from '#products/pipelines/domain/places.ts';
import type { RunTransaction } from '#products/pipelines/ports/runs.ts';
import type { RunDocument } from '#products/pipelines/stored/runs.ts';
import { nothingPersonal } from '#kernel/chain.ts';
import type { Stored } from '#kernel/stored.ts';

/** The types of a run, as the kernel handles it. */
interface RunTypes {
  State: RunState;
  Command: RunCommand;
  Fact: RunFact;
  Rules: unknown;
  Effect: RunEffect;
  Refused: RunRefused;
  Document: RunDocument;
  Naming: { run: string };
}

/** `runs/{id}`, and below it its history. */
export const storedRuns: Stored<RunTransaction, RunTypes> = {
  process: runProcess,
  privacy: nothingPersonal(),
  nameOf: (id) => `run.${id}`,
  entryOf: (run) => ({ run }),
  rings: false,
  load: (tx, id) => tx.get({ collection: 'runs', id }),
  project: ({ state, commands }) => ({
    id: state.id,
    head: headId(state.backend, state.workspace),
    open: state.ended === undefined,
    createdAt: state.createdAt,
    commands,
    state,
  }),
  follows: ['id', 'head', 'open', 'createdAt'],
  save(tx, { id, document, entry, entryId, isNew }) {
    if (isNew) tx.create({ collection: 'runs', id }, document);
    else tx.set({ collection: 'runs', id }, document);
    tx.create({ collection: 'runTimeline', parent: id, id: entryId }, entry);
  },
};
