import type { Pull } from '../outside/host.ts';
import { sha, type Town } from '../town.ts';
import { hostTells } from './host-events.ts';
import { insist } from './keepers.ts';
import { asksFor, cancel } from './researchers.ts';
import { look, operates, reconcile } from './office-workers.ts';

const MINUTE = 60_000;

/** A town where nothing goes wrong still sees everybody once: two pushes at the worst moment, the night's repair, an operator, a reader. */
export function startQuietDay(town: Town): void {
  const { clockwork, builder, provider, listeners } = town;
  clockwork.after(60 * MINUTE, () => look(town, '/board'));
  clockwork.after(80 * MINUTE, () => operates(town, { operation: 'dead_replay_all' }, () => undefined));
  clockwork.after(100 * MINUTE, () => reconcile(town));
  pipelineOfTheDay(town);
  let pushes = 0;
  listeners.commit.push(() => {
    const step = [...builder.steps.values()].find(({ endsAt }) => endsAt > clockwork.time.now);
    const run = [...provider.runs.values()].find(({ endsAt }) => endsAt > clockwork.time.now);
    const under = pushes === 0 ? step : pushes === 1 ? run : undefined;
    const request = under === step ? step?.key.subject.id : run?.order.subject.id;
    const pull = pullOf(town, request);
    if (under === undefined || pull === undefined) return;
    under.endsAt += 20 * MINUTE;
    pushes += 1;
    clockwork.after(1, () => {
      pull.head = { ...pull.head, headSha: sha(`${town.plan.seed} ${pull.key} quiet ${pushes}`) };
      hostTells(town, pull);
    });
  });
}

/** Two actions: the first is stopped by a drain and runs again, and while the second runs, all is cancelled. */
function pipelineOfTheDay(town: Town): void {
  const backend = town.plan.settings.pipelines;
  if (backend === undefined) return;
  const ask = { operation: 'run_add', workspace: 'asthma', backend, actions: ['tidy'], force: false } as const;
  town.clockwork.after(10 * MINUTE, () => asksFor(town, { ...ask, actions: [...ask.actions] }, town.dice.fork('the run of the day')));
  let done = 0;
  town.listeners.commit.push(() => {
    const [begun] = town.pipelines.changed.jobs.filter(({ after }) => after.state.attempt?.stage === 'executing');
    if (begun === undefined || done > 1) return;
    const { action, run } = begun.after.state;
    if (done === 0) town.clockwork.after(1, () => rebootOfTheDay(town, backend));
    else if (action === 'tidy') town.clockwork.after(1, () => cancel(town, { operation: 'run_cancel', run }, () => undefined));
    else return;
    done += 1;
  });
}

function rebootOfTheDay(town: Town, backend: string): void {
  operates(town, { operation: 'backend_drain', backend, why: 'a reboot', mode: 'stop' }, () =>
    town.clockwork.after(5 * MINUTE, () => insist(town, { operation: 'backend_resume', backend })),
  );
}

function pullOf({ watchedRequests, host }: Town, requestId = ''): Pull | undefined {
  const change = watchedRequests().get(requestId)?.state.submission.change;
  return change?.kind === 'pull_request' ? host.pulls.get(String(change.number)) : undefined;
}
