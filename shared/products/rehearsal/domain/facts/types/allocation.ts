import type { Instant } from '#kernel/time.ts';
import type { Deployment, StepOutput } from '#contexts/operations/domain/deployment/state.ts';
import type { StepKind } from '#contexts/operations/domain/programs.ts';
import type { Base } from '#contexts/gates/domain/pull-request/base.ts';

export type AllocationFact =
  | { fact: 'turn_granted'; turn: Deployment }
  | { fact: 'test_ref_made'; testRef: string; testSha: string; base?: Base }
  | { fact: 'deploy_step_started'; step: string; at: Instant; question?: number }
  | { fact: 'deploy_step_ended'; step: string; at: Instant; passed: boolean; note: string; output?: StepOutput }
  | { fact: 'regression_cleared'; step: string; by: string; reason: string }
  | { fact: 'version_lost'; why: string }
  | { fact: 'deployed'; at: Instant }
  | { fact: 'deployment_failed'; why: string }
  | { fact: 'clearing_begun'; steps: { name: string; kind: StepKind }[]; at: Instant }
  | { fact: 'turn_recalled'; reason: 'maintenance' | 'drain'; at: Instant }
  | { fact: 'turn_ended'; at: Instant };
