import { actorOf, recordName } from '#contexts/access/domain/rights/record-name.ts';
import { cancelActions, cancelRun } from '#products/pipelines/app/cancel-run.ts';
import type { Operation } from '#products/pipelines/app/operations/define.ts';
import { noRun, runRow } from '#products/pipelines/app/run-rows.ts';

export const runCancel: Operation<'run_cancel'> = async ({ store }, { who, newId, asks: { house } }, { run: id, actions }) => {
  const run = await store.get({ collection: 'runs', id });
  if (run === undefined) return noRun(id);
  const asking = { id: newId(), by: actorOf(who), who: recordName(who) } as const;
  if (actions !== undefined) {
    const answers = (await cancelActions(house, id, actions, asking)) ?? [];
    const unknown = answers.flatMap(({ name, answer }) => (answer === 'not_known' ? [name] : []));
    if (unknown.length > 0) return { refused: 'not_found', detail: `Nothing is cancelled: the run has no action ${unknown.join(', ')}.` };
    return { done: { rows: answers.map(({ name, answer }) => ({ action: name, answer })) } };
  }
  const { ended } = run.state;
  if (ended !== undefined) return { refused: 'conflict', detail: `The run is over: it has ${ended.end}.` };
  await cancelRun(house, id, asking);
  const after = await store.get({ collection: 'runs', id });
  return { done: { facts: runRow((after ?? run).state) } };
};
