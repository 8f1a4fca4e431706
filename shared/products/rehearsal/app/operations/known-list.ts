import { listKnown, type KnownStanding } from '#contexts/operations/app/listing/known.ts';
import type { OperationRow } from '#products/rehearsal/contracts/operations.ts';
import { listingSources } from '#products/rehearsal/app/operate/operations.ts';
import { iso } from '#products/rehearsal/app/operate/rows.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

export const knownList: Operation<'known_list'> = async (
  system,
  { known: readers = [] },
  { repository: asked, called, limit = 50, after },
) => {
  const [owner = '', repository = ''] = asked.split('/');
  const paging = { name: called, limit, after: after?.id };
  const page = await listKnown(listingSources(system), readers, { owner, repository }, paging);
  if (page === undefined)
    return { refused: 'not_found', detail: `${asked} is unknown here: the settings do not name it, and it has no workspace` };
  const { known, count, notes, next } = page;
  const facts = { repository: asked, known: count, ...(notes.length === 0 ? {} : { notes: notes.join('; ') }) };
  return { done: { facts, rows: known.map(knownRow), ...(next === undefined ? {} : { next: { value: 0, id: next } }) } };
};

/** What never ended here has nothing but its name. */
function knownRow({ what, name, home, file, last, underWay, startAnew }: KnownStanding): OperationRow {
  return {
    what,
    name,
    of: home,
    file,
    last: last === undefined ? 'never' : (last.outcome ?? last.state),
    endedAt: iso(last?.endedAt),
    backend: last?.backend ?? '',
    commit: last?.commit ?? '',
    operation: last?.id ?? '',
    underWay: underWay?.id ?? '',
    start: startAnew(last),
  };
}
