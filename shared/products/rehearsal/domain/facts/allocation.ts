import { downtime } from '#products/rehearsal/domain/announce/happening.ts';
import { forgetHeld } from '#products/rehearsal/domain/evolve/freeze.ts';
import { checked } from '#products/rehearsal/domain/evolve/status.ts';
import * as turns from '#products/rehearsal/domain/evolve/allocation.ts';
import { quiet, type FactKinds } from '#products/rehearsal/domain/fact-kind.ts';
import { toContributor } from '#products/rehearsal/domain/react/mail.ts';
import {
  afterStep,
  forgetSteps,
  makeTestRef,
  nextStep,
  offerAfterAllocation,
  watchStep,
} from '#products/rehearsal/domain/react/allocation.ts';
import type { AllocationFact } from '#products/rehearsal/domain/facts/types/allocation.ts';

export const allocationFacts: FactKinds<AllocationFact> = {
  turn_granted: {
    ...quiet,
    evolve: (state, { turn }) => ({ ...forgetHeld(checked(state, 'grant')), turn, status: 'deploying' }),
    react: ({ turn }, { before }) => [makeTestRef(turn.fencing), ...forgetSteps(before?.turn)],
    events: (_, { after, rules }) => [{ type: 'deployment.started' }, ...downtime('downtime.started', after, rules)],
  },
  test_ref_made: { ...quiet, evolve: turns.withAllocation(turns.withTestRef), react: (_, { after }) => nextStep(after) },
  deploy_step_started: { ...quiet, evolve: turns.withStep(turns.startedStep), react: watchStep },
  deploy_step_ended: { ...quiet, evolve: turns.withStep(turns.endedStep), react: afterStep },
  regression_cleared: {
    ...quiet,
    evolve: turns.withStep(turns.clear),
    react: (_, { after }) => (after.status === 'deploying' ? nextStep(after) : []),
  },
  version_lost: { ...quiet, evolve: turns.withAllocation(turns.lostVersion) },
  deployed: {
    ...quiet,
    evolve: (state, fact) => ({ ...checked(state, 'deploy'), turn: turns.deployedTurn(state, fact), status: 'running' }),
    shown: 'pull_request',
    events: () => [{ type: 'deployment.finished' }],
  },
  deployment_failed: {
    evolve: (state, fact) => ({
      ...checked(state, 'fail_deployment'),
      turn: turns.failedTurn(state, fact),
      status: 'deployment_failed',
      why: fact.why,
    }),
    // A contributor who is asked hears of it by the question.
    react: (_, { after }) => (after.status === 'returned' ? [] : toContributor('deployment_failed')),
    shown: 'both',
    events: () => [{ type: 'deployment.failed' }],
  },
  clearing_begun: { ...quiet, evolve: turns.withAllocation(turns.clearing), react: (_, { after }) => nextStep(after) },
  turn_recalled: { ...quiet, evolve: turns.withAllocation(turns.recalledTurn) },
  turn_ended: {
    ...quiet,
    evolve: turns.withAllocation(turns.endedAllocation),
    react: (_, { after }) => offerAfterAllocation(after),
    events: (_, { after, rules }) => downtime('downtime.ended', after, rules),
  },
};
