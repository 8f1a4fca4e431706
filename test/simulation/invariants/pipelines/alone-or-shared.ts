import { firstOf, type Invariant, type Stage } from '../invariant.ts';

export const aloneOrShared: Invariant = {
  name: 'alone or shared',
  promise: 'Nobody has a backend alone while somebody holds slots of it, or has an action at work there (Q3).',
  afterCommit(_commit, stage) {
    const { changed } = stage.town.pipelines;
    return changed.slots || changed.backends.length > 0 ? both(stage) : undefined;
  },
};

function both({ town: { pipelines, machine } }: Stage): string | undefined {
  return firstOf(pipelines.slots, ([backend, { holders }]) => {
    const lease = pipelines.backends.get(backend)?.state.lease;
    const shares = [...holders.map(({ key }) => key), ...machine.underWay(backend).map(({ key }) => key)];
    return lease !== undefined && shares.length > 0 ? `${lease.requestId} has ${backend} alone, and ${shares[0]} shares it` : undefined;
  });
}
