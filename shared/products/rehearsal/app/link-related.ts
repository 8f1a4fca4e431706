import { changeKey } from '#contexts/intake/domain/submission.ts';
import { MOST_RELATED, relatedTo } from '#products/rehearsal/domain/related.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { subjectsOf } from '#products/rehearsal/domain/subjects.ts';
import { execute } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Related } from '#contexts/intake/domain/kept/related.ts';

/** The newest open requests that are about something that this one is about. */
async function findRelated(
  system: System,
  state: Identified & Requested & Tested & Questioned & Lifecycle,
): Promise<{ state: Identified & Requested & Tested & Questioned & Lifecycle; related: Related }[]> {
  const subjects = subjectsOf(state).filter(({ subject }) => !subject.startsWith('group:'));
  const found = await Promise.all(
    subjects.map(({ subject }) => system.store.query({ index: 'subjectsOpen', equal: { subject, open: true }, limit: MOST_RELATED + 1 })),
  );
  const ids = [...new Set(found.flat().map(({ document }) => document.requestId))].filter((id) => id !== state.id);
  const documents = await Promise.all(ids.slice(0, MOST_RELATED).map((id) => system.store.get({ collection: 'requests', id })));
  return documents.flatMap((document) => {
    const related = document === undefined ? undefined : relatedTo(state, document.state);
    return document === undefined || related === undefined ? [] : [{ state: document.state, related }];
  });
}

/**
 * I11: links a request with those that are about the same, both ways. The others first: when this process ends half-way, the request's own
 * first look at its gates is still to come, and with it this. Doing it again changes nothing.
 */
export async function linkRelated(system: System, state: Identified & Requested & Tested & Questioned & Lifecycle): Promise<void> {
  const found = await findRelated(system, state);
  const by = { kind: 'system', part: 'intake' } as const;
  const link = async (requestId: string, related: Related[], from: string): Promise<unknown> =>
    execute(system, requestId, (at) => ({
      id: `related:${from}@${changeKey(state.submission.change)}:${state.continued?.length ?? 0}`,
      at,
      by,
      command: 'record_related',
      related,
    }));
  for (const other of found) {
    const seen = relatedTo(other.state, state);
    if (seen !== undefined) await link(other.state.id, [seen], state.id);
  }
  if (found.length > 0)
    await link(
      state.id,
      found.map(({ related }) => related),
      state.id,
    );
}
