import { changeBackend, loadBackend } from '#contexts/backends/app/backends.ts';
import { loadSlotsOf, type OpenSlots } from '#contexts/backends/app/slots.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';
import { nextLook, type Use } from '#contexts/backends/domain/drain.ts';
import { usualAllocation } from '#contexts/backends/domain/forecast/pace.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import { MOST_OPEN } from '#contexts/operations/app/agents/open-tasks.ts';
import { isToStop } from '#contexts/operations/app/agents/task.ts';
import type { TaskTransaction } from '#contexts/operations/ports/store.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import type { Kernel } from '#kernel/system.ts';
import type { Duration } from '#kernel/time.ts';

/** Which of its commands: a deadline and a word that it is ready are two of one look. */
type Step = 'hold_to_deadline' | 'say_ready';

/** B2. Keeps the deadline of a drain, and says that it is ready when nothing runs there any more. Undefined where nothing is left to be kept. */
export async function keepDrain(kernel: Kernel<TaskTransaction>, slug: string, id: string): Promise<{ said: boolean; again?: Duration }> {
  const late = await command(kernel, slug, id, 'hold_to_deadline');
  const ready = await command(kernel, slug, id, 'say_ready');
  const { state, now } = ready;
  const { drain, flags } = state;
  const said = late.said || ready.said;
  if (drain === undefined || flags.draining === undefined || drain.readyAt !== undefined) return { said };
  return { said, again: nextLook(drain, flags.draining.since, now, kernel.timeScale) };
}

async function command(
  kernel: Kernel<TaskTransaction>,
  slug: string,
  id: string,
  step: Step,
): Promise<{ said: boolean; state: BackendDocument['state']; now: number }> {
  let unheard: OutboxEntry[] = [];
  const done = await kernel.store.transact(async (tx) => {
    unheard = [];
    const document = await loadBackend(tx, slug);
    const isKept = document.state.drain !== undefined && (step === 'hold_to_deadline' || (await usesIn(tx, document)).length === 0);
    const now = tx.now();
    if (!isKept) return { said: false, state: document.state, now };
    const by = { kind: 'system', part: 'backends' } as const;
    const told = changeBackend(kernel, tx, document, { id: `${id}:${step}:${document.state.version}`, at: now, by, command: step });
    if (told.outcome === 'saved') unheard = told.effects;
    return { said: told.outcome === 'saved', state: told.state, now };
  });
  await dispatchLoose(kernel, unheard);
  return done;
}

/** All that runs on a backend, or may: its turn, its slots, and what its agent has not confirmed of neither. Reads one document, and the tasks that are open. */
export async function usesIn(tx: Pick<TaskTransaction, 'get' | 'query'>, { state }: Pick<BackendDocument, 'state'>): Promise<Use[]> {
  const open = await loadSlotsOf(tx, state);
  const found = await tx.query({ index: 'agentTasksOpen', parent: state.slug, equal: { open: true }, limit: MOST_OPEN });
  const tasks = found.map(({ document }) => document);
  return [...turnOf(state), ...sharesOf(open, tasks), ...tasks.flatMap((task) => leftOf(task, open))];
}

function turnOf({ lease, turns }: BackendDocument['state']): Use[] {
  if (lease === undefined) return [];
  const { requestId: name, grantedAt: since } = lease;
  const ends = turns === undefined ? {} : ({ expectedEnd: since + usualAllocation(turns), expectedFrom: 'turns' } as const);
  return [{ kind: 'turn', name, since, ...ends }];
}

function sharesOf({ slots }: OpenSlots, tasks: readonly AgentTaskDocument[]): Use[] {
  return slots.holders.map(({ holder, key: name, since, expectedEnd, expectedFrom }) => ({
    kind: 'slots',
    name,
    since,
    ...(expectedEnd === undefined ? {} : { expectedEnd }),
    ...(expectedFrom === undefined ? {} : { expectedFrom }),
    ...stopped(tasks, holder),
  }));
}

function stopped(tasks: readonly AgentTaskDocument[], holder: string): Pick<Use, 'stoppingSince'> {
  const cancel = tasks.find(({ body, subject }) => isToStop(body) && subject.id === holder);
  return cancel === undefined ? {} : { stoppingSince: cancel.createdAt };
}

function isOfTurn({ shared, fencing }: AgentTaskDocument, lease: BackendDocument['state']['lease']): boolean {
  return shared !== true && fencing === lease?.fencing;
}

/** A probe disturbs nobody, and what belongs to the turn or to a slot is told as that. */
function leftOf(task: AgentTaskDocument, { backend, slots }: OpenSlots): Use[] {
  const { id, subject, body, createdAt, startedAt } = task;
  const isTold = isOfTurn(task, backend.lease) || slots.holders.some(({ holder }) => holder === subject.id);
  return isTold || body.kind === 'probe' ? [] : [{ kind: 'task', name: id, since: startedAt ?? createdAt }];
}
