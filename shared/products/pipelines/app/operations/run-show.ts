import { readBackend } from '#contexts/backends/app/backends.ts';
import type { OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import { noticeRef } from '#contexts/telling/app/mail-ledger.ts';
import { effectKey } from '#kernel/outbox.ts';
import type { Operation } from '#products/pipelines/app/operations/define.ts';
import { shownJobs } from '#products/pipelines/app/rap/shown-jobs.ts';
import { readParts } from '#products/pipelines/app/run-parts.ts';
import { iso, jobRow, noRun, runRow } from '#products/pipelines/app/run-rows.ts';
import { storedRuns } from '#products/pipelines/app/stored-runs.ts';
import type { System } from '#products/pipelines/app/system.ts';
import { whyWaiting } from '#products/pipelines/app/why-waiting.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';

export const runShow: Operation<'run_show'> = async ({ store }, { asks: { house } }, { run: id }) => {
  const run = (await store.get({ collection: 'runs', id }))?.state;
  if (run === undefined) return noRun(id);
  const { state: backend, lastSeenAt } = await readBackend({ store }, run.backend);
  const parts = await readParts(house, id);
  const reasons = await whyWaiting(house, parts, backend);
  return {
    done: {
      facts: { ...runRow(run), ...(run.ended === undefined ? { agentHeard: iso(lastSeenAt) || 'never' } : await mailsOf(store, run)) },
      rows: shownJobs(run, parts, backend).map((job) => jobRow(job, reasons.get(job.id))),
    },
  };
};

/** N8. What became of its mails, one to each who is told. */
async function mailsOf(store: Pick<System['store'], 'get'>, run: RunState): Promise<OperationRow> {
  const { tells = [] } = run;
  if (tells.length === 0) return {};
  const entries = await Promise.all(tells.map((_, n) => store.get(noticeRef(mailKey(run, n)))));
  return { mails: tells.map((who, n) => `${who}: ${entries[n]?.state ?? 'on its way'}`).join(', ') };
}

/** Nothing changes a run that has ended: its mails are of its last version. */
function mailKey({ id, version }: RunState, n: number): string {
  return effectKey({ name: storedRuns.nameOf(id), version }, n, 'send_mail');
}
