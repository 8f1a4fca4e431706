import { firstOf, type Invariant, type Stage } from '../invariant.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';

export const ready: Invariant = {
  name: 'ready is never said early',
  promise:
    'A drain is ready only when nobody has the backend, nobody holds slots, its agent is asked for nothing, and nothing of pipelines is at work on its machine (B2).',
  afterCommit: (_commit, stage) =>
    firstOf(stage.town.pipelines.changed.backends, ({ before, after }) =>
      after.state.drain?.readyAt !== undefined && before?.state.drain?.readyAt === undefined ? stillThere(after, stage) : undefined,
    ),
};

function stillThere({ slug, state }: BackendDocument, { town: { pipelines, machine } }: Stage): string | undefined {
  const tasks = [...pipelines.tasks.values()].filter((task) => task.backend === slug && task.body.kind !== 'probe');
  const left = [
    ...(state.lease === undefined ? [] : [`${state.lease.requestId} has it`]),
    ...(pipelines.slots.get(slug)?.holders ?? []).map(({ key }) => `${key} holds slots`),
    ...tasks.filter(({ shared, fencing }) => shared === true || fencing === state.fencing).map(({ id }) => `its agent is asked for ${id}`),
    ...machine.underWay(slug).map(({ attempt }) => `${attempt} is at work`),
  ];
  return left.length === 0 ? undefined : `${slug} is said to be ready, and ${left.join(', ')}`;
}
