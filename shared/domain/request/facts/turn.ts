import type { Instant } from '#domain/time.ts';
import { downtime } from '#domain/announce/happening.ts';
import type { Deployment } from '#domain/deployment/state.ts';
import type { StepKind } from '#domain/operation/programs.ts';
import type { Base } from '#domain/pull-request/base.ts';
import { forgetHeld } from '#domain/request/evolve/freeze.ts';
import { checked } from '#domain/request/evolve/status.ts';
import * as turns from '#domain/request/evolve/turn.ts';
import { quiet, type FactKinds } from '#domain/request/fact-kind.ts';
import { toContributor } from '#domain/request/react/mail.ts';
import { afterStep, deploy, nextStep, offerAfterTurn, watchStep } from '#domain/request/react/turn.ts';

export type TurnFact =
  | { fact: 'turn_granted'; turn: Deployment }
  | { fact: 'test_ref_made'; testRef: string; testSha: string; base?: Base }
  | { fact: 'deploy_step_started'; step: string; at: Instant; question?: number }
  | { fact: 'deploy_step_ended'; step: string; at: Instant; passed: boolean; note: string }
  | { fact: 'regression_cleared'; step: string; by: string; reason: string }
  | { fact: 'version_lost'; why: string }
  | { fact: 'deployed'; at: Instant }
  | { fact: 'deployment_failed'; why: string }
  | { fact: 'clearing_begun'; steps: { name: string; kind: StepKind }[]; at: Instant }
  | { fact: 'turn_ended'; at: Instant };

export const turnFacts: FactKinds<TurnFact> = {
  turn_granted: {
    ...quiet,
    evolve: (state, { turn }) => ({ ...forgetHeld(checked(state, 'grant')), turn, status: 'deploying' }),
    react: ({ turn }) => [deploy(turn.fencing)],
    events: (_, { after, rules }) => [{ type: 'deployment.started' }, ...downtime('downtime.started', after, rules)],
  },
  test_ref_made: { ...quiet, evolve: turns.withTurn(turns.withTestRef), react: (_, { after }) => nextStep(after) },
  deploy_step_started: { ...quiet, evolve: turns.withStep(turns.startedStep), react: watchStep },
  deploy_step_ended: { ...quiet, evolve: turns.withStep(turns.endedStep), react: afterStep },
  regression_cleared: {
    ...quiet,
    evolve: turns.withStep(turns.clear),
    react: (_, { after }) => (after.status === 'deploying' ? nextStep(after) : []),
  },
  version_lost: { ...quiet, evolve: turns.withTurn(turns.lostVersion) },
  deployed: { ...quiet, evolve: turns.deployed, shown: 'pull_request', events: () => [{ type: 'deployment.finished' }] },
  deployment_failed: {
    evolve: turns.deploymentFailed,
    // A contributor who is asked hears of it by the question.
    react: (_, { after }) => (after.status === 'returned' ? [] : toContributor('deployment_failed')),
    shown: 'both',
    events: () => [{ type: 'deployment.failed' }],
  },
  clearing_begun: { ...quiet, evolve: turns.withTurn(turns.clearing), react: (_, { after }) => nextStep(after) },
  turn_ended: {
    ...quiet,
    evolve: turns.withTurn(turns.endedTurn),
    react: (_, { after }) => offerAfterTurn(after),
    events: (_, { after, rules }) => downtime('downtime.ended', after, rules),
  },
};
