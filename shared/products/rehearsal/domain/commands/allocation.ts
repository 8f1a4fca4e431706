import type { CommandDeciders } from '#products/rehearsal/domain/commands/room.ts';
import {
  endDeployStep,
  failDeployment,
  grantAllocation,
  recordTestRef,
  startDeployStep,
} from '#products/rehearsal/domain/decide/allocation.ts';
import { recallTurn } from '#products/rehearsal/domain/decide/recall.ts';
import type { AllocationCommand } from '#products/rehearsal/domain/commands/types/allocation.ts';

export const allocationDeciders: CommandDeciders<AllocationCommand> = {
  grant_turn: grantAllocation,
  record_test_ref: recordTestRef,
  start_deploy_step: startDeployStep,
  end_deploy_step: endDeployStep,
  recall_turn: recallTurn,
  fail_deployment: failDeployment,
};
