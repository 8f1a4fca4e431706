import type { Pull } from '../outside/host.ts';
import { sha, type Town } from '../town.ts';
import { hostTells } from './host-events.ts';
import { look, operates, reconcile } from './office-workers.ts';

const MINUTE = 60_000;

/** A town where nothing goes wrong still sees everybody once: two pushes at the worst moment, the night's repair, an operator, a reader. */
export function startQuietDay(town: Town): void {
  const { clockwork, builder, provider, listeners } = town;
  clockwork.after(60 * MINUTE, () => look(town, '/board'));
  clockwork.after(80 * MINUTE, () => operates(town, { operation: 'dead_replay_all' }, () => undefined));
  clockwork.after(100 * MINUTE, () => reconcile(town));
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

function pullOf({ watchedRequests, host }: Town, requestId = ''): Pull | undefined {
  const change = watchedRequests().get(requestId)?.state.submission.change;
  return change?.kind === 'pull_request' ? host.pulls.get(String(change.number)) : undefined;
}
