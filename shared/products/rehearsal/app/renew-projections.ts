import type { ProjectionNote, RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import { listed } from '#products/rehearsal/app/project.ts';
import type { System } from '#products/rehearsal/app/system.ts';

const NOTE = { collection: 'operations', id: 'projection' } as const;

/** One more whenever what `listed` gives of the same request changes: then every sweep renews some, until all are. */
const VERSION = 2;
/** Requests of one page and one transaction, and pages of one sweep. */
const PAGE = 20;
const MOST_PAGES = 25;

/** Whether lists find every request that is stored. Until then they say that some are not there yet. */
export async function projectionsAreNew(system: System): Promise<boolean> {
  const note = await readNote(system);
  if (note !== undefined) return note.version === VERSION && note.after === undefined;
  // No sweep has looked yet: what is stored may all be of this program.
  const [all, listed] = await Promise.all([
    system.store.count({ index: 'requestsNewestFirst', equal: {} }),
    system.store.count({ index: 'requestsRanked', equal: {} }),
  ]);
  return all === listed;
}

/**
 * W8: requests that were stored by an earlier program get the fields by which lists find them now, newest first, some at each sweep.
 * Whatever is saved meanwhile has them. Costs one read once all have them. Gives whether that is so.
 */
export async function renewProjections(system: System): Promise<boolean> {
  const note = await readNote(system);
  let after = note?.version === VERSION ? note.after : undefined;
  if (note?.version === VERSION && after === undefined) return true;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const place = after === undefined ? {} : { after };
    const found = await system.store.query({ index: 'requestsNewestFirst', equal: {}, limit: PAGE, ...place });
    await renew(
      system,
      found.map(({ document }) => document).filter((document) => !isNew(document)),
    );
    const last = found.length < PAGE ? undefined : found.at(-1);
    after = last === undefined ? undefined : { value: last.document.submittedAt, id: last.ref.id };
    if (after === undefined) break;
  }
  await keepNote(system, after);
  return after === undefined;
}

async function readNote({ store }: System): Promise<ProjectionNote | undefined> {
  const document = await store.get(NOTE);
  return document?.id === 'projection' ? document : undefined;
}

async function keepNote({ store }: System, after: ProjectionNote['after']): Promise<void> {
  await store.transact(async (tx) => {
    tx.set(NOTE, { id: 'projection', version: VERSION, ...(after === undefined ? {} : { after }) });
  });
}

async function renew({ store }: System, documents: readonly RequestDocument[]): Promise<void> {
  if (documents.length === 0) return;
  await store.transact(async (tx) => {
    const known = await Promise.all(documents.map(({ id }) => tx.get({ collection: 'requests', id })));
    for (const document of known)
      if (document !== undefined && !isNew(document))
        tx.set({ collection: 'requests', id: document.id }, { ...document, ...ofDocument(document) });
  });
}

function isNew(document: RequestDocument): boolean {
  const { boardRank, terms } = ofDocument(document);
  const known = document.terms;
  return document.boardRank === boardRank && known?.length === terms.length && terms.every((term, n) => known[n] === term);
}

function ofDocument({ state, queueRank, updatedAt }: RequestDocument): ReturnType<typeof listed> {
  return listed(state, queueRank, updatedAt);
}
