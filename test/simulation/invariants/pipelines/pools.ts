import { noSlots, slotFaults, type SlotsState } from '#contexts/backends/domain/slots.ts';
import { POOLS } from '../../town-rules.ts';
import { firstOf, type Invariant, type Stage } from '../invariant.ts';

export const pools: Invariant = {
  name: 'no pool is overdrawn',
  promise:
    'Of no pool more slots are in use than it has, and none twice; whoever holds some is exactly who may have something on the backend (B7).',
  afterCommit(_commit, stage) {
    const { changed } = stage.town.pipelines;
    return changed.slots || changed.jobs.length > 0 ? faultOf(stage) : undefined;
  },
};

function faultOf({ town: { pipelines } }: Stage): string | undefined {
  const backends = new Set([...pipelines.jobs.values()].map(({ state }) => state.backend));
  return firstOf(backends, (backend) => {
    const slots = pipelines.slots.get(backend) ?? noSlots;
    const [fault] = [...slotFaults(slots, POOLS, false), ...overdrawn(slots)];
    if (fault !== undefined) return `${backend}: ${fault}`;
    const holders = slots.holders.map(({ holder }) => holder).toSorted();
    const atWork = [...pipelines.jobs.values()].flatMap(({ state }) =>
      state.backend === backend && state.attempt !== undefined ? [state.id] : [],
    );
    return holders.join() === atWork.toSorted().join()
      ? undefined
      : `slots of ${backend} are held by ${holders.join()}, and at work are ${atWork.join()}`;
  });
}

/** Counted here once more. */
function overdrawn({ holders }: SlotsState): string[] {
  return Object.entries(POOLS).flatMap(([pool, size]) => {
    const used = holders.reduce((sum, one) => sum + (one.pool === pool ? one.weight : 0), 0);
    return used > size ? [`${used} slots of ${pool} are in use, which has ${size}`] : [];
  });
}
