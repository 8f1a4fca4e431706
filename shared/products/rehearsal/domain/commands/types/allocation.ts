import type { StepOutput } from '#contexts/operations/domain/deployment/state.ts';
import type { Base } from '#contexts/gates/domain/pull-request/base.ts';

export type AllocationCommand =
  | { command: 'grant_turn'; fencing: number }
  /** `base`: G10, what the head was merged onto. */
  | { command: 'record_test_ref'; fencing: number; testRef: string; testSha: string; base?: Base }
  | { command: 'start_deploy_step'; fencing: number; step: string }
  | { command: 'end_deploy_step'; fencing: number; step: string; passed: boolean; note: string; output?: StepOutput }
  /** B2. The backend's flags say so. */
  | { command: 'recall_turn'; fencing: number; reason: 'maintenance' | 'drain' }
  | { command: 'fail_deployment'; fencing: number; why: string };
