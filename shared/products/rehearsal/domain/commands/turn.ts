import type { CommandDeciders } from '#products/rehearsal/domain/commands/room.ts';
import { endDeployStep, failDeployment, grantTurn, recordTestRef, startDeployStep } from '#products/rehearsal/domain/decide/turn.ts';
import type { TurnCommand } from '#products/rehearsal/domain/commands/types/turn.ts';

export const turnDeciders: CommandDeciders<TurnCommand> = {
  grant_turn: grantTurn,
  record_test_ref: recordTestRef,
  start_deploy_step: startDeployStep,
  end_deploy_step: endDeployStep,
  fail_deployment: failDeployment,
};
