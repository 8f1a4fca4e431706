import { termsOf } from '#contexts/operations/domain/listing/filter.ts';
import { giveBack, loadSlotsOf, type OpenSlots } from '#contexts/backends/app/slots.ts';
import type { JobCommand, JobRefused } from '#products/pipelines/domain/job/commands.ts';
import type { JobFact } from '#products/pipelines/domain/job/facts.ts';
import { jobProcess, type JobEffect } from '#products/pipelines/domain/job/process.ts';
import type { JobRules } from '#products/pipelines/domain/job/rules.ts';
import { listingOf } from '#products/pipelines/domain/job/listing.ts';
import { mayStart, type JobState } from '#products/pipelines/domain/job/state.ts';
import { queueName } from '#products/pipelines/domain/places.ts';
import type { RunTransaction } from '#products/pipelines/ports/runs.ts';
import type { JobDocument } from '#products/pipelines/stored/runs.ts';
import { nothingPersonal } from '#kernel/chain.ts';
import type { Stored } from '#kernel/stored.ts';
import type { About } from '#kernel/subject.ts';

/** A job as it was loaded: for news of an attempt with the slots that it may have to give back. */
interface LoadedJob extends JobDocument {
  slots?: OpenSlots;
}

/** The types of a job, as the kernel handles it. */
interface JobTypes {
  State: JobState;
  Command: JobCommand;
  Fact: JobFact;
  Rules: JobRules;
  Effect: JobEffect;
  Refused: JobRefused;
  Document: LoadedJob;
  Naming: { job: string };
}

/** `jobs/{id}`, and below it its history. What an attempt held is given back in the commit that says that it is over. */
export const storedJobs: Stored<RunTransaction, JobTypes> = {
  process: jobProcess,
  privacy: nothingPersonal(),
  nameOf: (id) => `job.${id}`,
  entryOf: (job) => ({ job }),
  rings: false,
  load: loadJob,
  project({ state, known, commands }) {
    const { id, run, workspace, backend, createdAt, spec, attempt } = state;
    return {
      id,
      run,
      workspace,
      createdAt,
      ...(mayStart(state) ? { waitsIn: queueName({ backend, pool: spec.pool, usesDatabase: spec.usesDatabase }) } : {}),
      ...(attempt === undefined ? {} : { heldOn: backend, heldSince: attempt.startedAt }),
      terms: termsOf(listingOf(state)),
      commands,
      state,
      ...(known?.slots === undefined ? {} : { slots: known.slots }),
    };
  },
  follows: ['id', 'run', 'workspace', 'createdAt', 'waitsIn', 'heldOn', 'heldSince'],
  save(tx, { id, before, after, document, entry, entryId, isNew }) {
    const { slots, ...kept } = document;
    if (isNew) tx.create({ collection: 'jobs', id }, kept);
    else tx.set({ collection: 'jobs', id }, kept);
    tx.create({ collection: 'jobTimeline', parent: id, id: entryId }, entry);
    if (before?.attempt === undefined || after.attempt !== undefined) return;
    if (slots === undefined) throw new Error(`job ${id} gives back slots that were not loaded`);
    giveBack(tx, slots, id);
  },
};

async function loadJob(tx: RunTransaction, id: string, { operation }: About = {}): Promise<LoadedJob | undefined> {
  const job = await tx.get({ collection: 'jobs', id });
  if (job === undefined || operation === undefined || job.state.attempt === undefined) return job;
  const { backend: slug } = job.state;
  return { ...job, slots: await loadSlotsOf(tx, { slug, flags: {} }) };
}
