import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import { askRun } from '#products/pipelines/app/ask/ask-run.ts';
import { inWorkspace } from '#products/pipelines/app/ask/in-workspace.ts';
import type { Operation } from '#products/pipelines/app/operations/define.ts';
import { nobodyNamed, unknownPeople } from '#products/pipelines/domain/workspace/people.ts';
import { runRow } from '#products/pipelines/app/run-rows.ts';

export const runAdd: Operation<'run_add'> = async (system, { who, newId, asks }, asked) => {
  const unknown = unknownPeople(asked.tell ?? [], system.rules);
  if (unknown.length > 0) return { refused: 'conflict', detail: nobodyNamed(unknown) };
  const id = newId();
  const found = await inWorkspace(system, asks, { ...asked, id, who: recordName(who) });
  if ('refused' in found) return found;
  const done = await askRun(asks, found.asked, { id, by: actorOf(who) });
  if ('run' in done) return { done: { outcome: done.outcome === 'made' ? 'created' : 'unchanged', facts: runRow(done.run) } };
  return done.outcome === 'nothing'
    ? { done: { outcome: 'nothing_to_do', facts: { run: 'none', why: done.why } } }
    : { refused: 'conflict', detail: done.why };
};
