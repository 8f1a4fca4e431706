import type { ProbeRules } from '#contexts/backends/domain/probe-rules.ts';
import { monthBefore, probeId, probeOperation, probeTask, type ProbeState } from '#contexts/operations/domain/probe.ts';
import type { TaskTransaction } from '#contexts/operations/ports/store.ts';
import { patience } from '#kernel/outbox.ts';
import type { Kernel } from '#kernel/system.ts';
import { MINUTE } from '#kernel/time.ts';

/** An agent that works tells the end of what it was given in time; what it does not tell by then is no longer waited for. */
const GRACE = MINUTE;

interface Asking {
  rules: ProbeRules;
  /** Who asks for this one, beside the settings. */
  key?: string;
}

/** B8. Puts the next probe before the backend's agent. Nothing is under way. */
export function beginProbe(kernel: Kernel<TaskTransaction>, tx: TaskTransaction, probe: ProbeState, { rules, key }: Asking): ProbeState {
  const { slug, name } = probe;
  const { command, timeout, exitCode, monthsAgo } = rules;
  const now = tx.now();
  const number = probe.number + 1;
  const id = probeTask(probe, number);
  const until = now + patience(kernel, timeout + GRACE);
  const after = { ...probe, number, asked: { at: now, until, exitCode, ...(key === undefined ? {} : { key }) } };
  const month = monthsAgo === undefined ? {} : { month: monthBefore(now, monthsAgo) };
  tx.set({ collection: 'probes', id: probeId(probe) }, after);
  tx.create(
    { collection: 'agentTasks', parent: slug, id },
    {
      id,
      backend: slug,
      subject: { kind: 'probe', id: probeId(probe) },
      operation: probeOperation(number),
      fencing: number,
      shared: true,
      open: true,
      state: 'offered',
      createdAt: now,
      body: { kind: 'probe', probe: name, command, values: { backend: slug, ...month }, timeout },
    },
  );
  return after;
}
