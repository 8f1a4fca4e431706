import { MINUTE } from '#kernel/time.ts';
import { openAgentTasks } from '#contexts/operations/app/agents/open-tasks.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import { updateAgentTask } from '#products/rehearsal/app/agent-tasks.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { deliver, openWorld, type World } from '#test/support/application/world.ts';
import { finished } from '#test/support/pipelines/town.ts';
import { sampleRules } from '#test/support/sample-request.ts';

const sharing = { pools: { default: 2 }, rules: [], exclusiveAfter: 30 * MINUTE, heavyAfter: 15 * MINUTE };
export const sharedBackends = sampleRules.backends.map((backend) => (backend.slug === 'local' ? { ...backend, sharing } : backend));

/** The installation, whose backend `local` has two slots for pipelines. */
export function openSharedWorld(): World {
  return openWorld({ rules: { backends: sharedBackends, releases: [] } });
}

/** All tasks that are due, and those that come of them. */
export async function settles(world: World): Promise<void> {
  for (;;) {
    const due = world.queue.tasks.filter(({ notBefore = 0 }) => notBefore <= world.time.now);
    if (due.length === 0) return;
    world.queue.tasks.splice(0, world.queue.tasks.length, ...world.queue.tasks.filter((task) => !due.includes(task)));
    for (const task of due) await deliver(world, task);
  }
}

export function tasksOf({ system }: World): Promise<AgentTaskDocument[]> {
  return openAgentTasks({ kernel: kernelOf(system), store: system.store }, 'local');
}

/** Its agent ends this one well, and all that follows is done. */
export async function endsWell(world: World, { id, fencing }: AgentTaskDocument): Promise<void> {
  await updateAgentTask(world.system, world.outputs, 'local', id, fencing, finished);
  await settles(world);
}
