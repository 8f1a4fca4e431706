import type { Instant } from '#domain/time.ts';
import type { Effect } from '#domain/request/effects.ts';
import type { RequestState } from '#domain/request/state.ts';
import { findRun } from '#application/find-run.ts';
import type { Change } from '#application/requests.ts';

/**
 * What the request must hear when an effect is given up: without it, it would wait for ever, and hold its backend. Mails and rows that are
 * given up are dead letters; nothing waits for them.
 */
export function afterDeath(
  { key, effect, state }: { key: string; effect: Effect; state: RequestState },
  why: string,
): ((at: Instant) => Change) | undefined {
  const by = { kind: 'system', part: 'dead letters' } as const;
  switch (effect.kind) {
    case 'deploy_step': {
      const { fencing, step } = effect;
      if (state.turn?.state === 'clearing' && step !== undefined)
        return (at) => ({ id: `${key}:dead`, at, by, command: 'end_deploy_step', fencing, step, passed: false, note: `given up: ${why}` });
      return (at) => ({ id: `${key}:dead`, at, by, command: 'fail_deployment', fencing, why: `given up: ${why}` });
    }
    case 'run_job': {
      const run = findRun(state, effect.run)?.run;
      // The watch sees to the end of whatever else is given up; nobody watches the watch.
      if (run === undefined || (effect.phase !== 'launch' && effect.phase !== 'watch')) return undefined;
      return (at) => ({ id: `${key}:dead`, at, by, command: 'lose_run', run: run.id, why: `its ${effect.phase} was given up: ${why}` });
    }
    case 'update_pull_request': {
      const { merge } = state;
      if (effect.what !== 'merge' || merge === undefined) return undefined;
      return (at) => ({ id: `${key}:dead`, at, by, command: 'refuse_merge', sha: merge.sha, why: `given up: ${why}` });
    }
    default:
      return undefined;
  }
}
