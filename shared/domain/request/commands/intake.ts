import type { CommandDeciders } from '#domain/request/commands/room.ts';
import { raiseConcern } from '#domain/request/decide/concern.ts';
import { forget } from '#domain/request/decide/forget.ts';
import { recordRelated } from '#domain/request/decide/related.ts';
import { endUnconfirmed } from '#domain/request/decide/unconfirmed.ts';
import type { IntakeCommand } from '#domain/request/commands/types/intake.ts';

export const intakeDeciders: CommandDeciders<IntakeCommand> = {
  record_related: recordRelated,
  end_unconfirmed: endUnconfirmed,
  raise_concern: raiseConcern,
  forget_contributor: forget,
};
