import type { Invariant } from '../invariant.ts';

export const oneAtATime: Invariant = {
  name: 'no action runs twice at once',
  promise: 'On the machine of a backend no action of a workspace is ever at work twice at once, and no attempt begins twice (K5, R3).',
  afterCommit: (_commit, { town }) => town.machine.twice[0],
  atEnd: ({ town }) => town.machine.twice[0],
};
