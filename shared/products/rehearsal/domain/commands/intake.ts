import type { CommandDeciders } from '#products/rehearsal/domain/commands/room.ts';
import { raiseConcern } from '#products/rehearsal/domain/decide/concern.ts';
import { forget } from '#products/rehearsal/domain/decide/forget.ts';
import { recordRelated } from '#products/rehearsal/domain/decide/related.ts';
import { endUnconfirmed } from '#products/rehearsal/domain/decide/unconfirmed.ts';
import type { IntakeCommand } from '#products/rehearsal/domain/commands/types/intake.ts';

export const intakeDeciders: CommandDeciders<IntakeCommand> = {
  record_related: recordRelated,
  end_unconfirmed: endUnconfirmed,
  raise_concern: raiseConcern,
  forget_contributor: forget,
};
