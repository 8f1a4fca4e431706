import type { FailureCause } from '#products/pipelines/domain/job/causes.ts';
import type { FailedAction } from '#products/pipelines/domain/run/account.ts';

const again = 'ask for it again';
const operators = 'tell the operators';

/** What whoever asked for it does next. */
export function adviceOn({ code, cause }: Pick<FailedAction, 'code' | 'cause'>): string {
  if (code === 'unmatched_patterns')
    return `Compare its outputs in project.yaml with what it writes; its log says what is there instead. Then ${again}.`;
  if (cause !== undefined) return causes[cause];
  return code === 'internal_error' ? lost : own;
}

const own = `Read its log, mend the action, push, and ${again}.`;
const lost = `It is not the action’s fault: ${again}. If it is lost once more, ${operators}.`;

const causes: Readonly<Record<FailureCause, string>> = {
  exited: own,
  wrong_version: `Push the commit to the repository that the workspace names, and ${again}.`,
  never_here: 'Choose another backend, or ask whoever keeps the settings to allow it here.',
  timed_out: `Let it do less at once, or have its limit of time raised; then ${again}.`,
  cancelled: `Ask the operators why it was stopped on the backend, or ${again}.`,
  worker_lost: lost,
  launch_failed: lost,
  out_of_memory: `Let it read less at once, or give it a pool with more memory; then ${again}.`,
  over_limit: `Let it write less, or have the limit raised; then ${again}.`,
  silent: lost,
  not_begun: lost,
};
