import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import { previewRun } from '#products/pipelines/app/ask/ask-run.ts';
import { inWorkspace } from '#products/pipelines/app/ask/in-workspace.ts';
import type { Operation } from '#products/pipelines/app/operations/define.ts';
import { choiceRow } from '#products/pipelines/app/run-rows.ts';

export const runPreview: Operation<'run_preview'> = async (system, { who, newId, asks }, asked) => {
  const found = await inWorkspace(system, asks, { ...asked, id: newId(), who: recordName(who) });
  if ('refused' in found) return found;
  const done = await previewRun(asks, found.asked);
  if ('why' in done) return { refused: 'conflict', detail: done.why };
  const { choices, nothing } = done;
  const facts = { commit: found.asked.commit, ...(nothing === undefined ? {} : { nothing }) };
  return { done: { facts, rows: choices.map(choiceRow) } };
};
