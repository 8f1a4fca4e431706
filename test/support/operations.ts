import type { DriveOperation } from '#contexts/operations/domain/drive.ts';
import type { Effect } from '#products/rehearsal/domain/effects.ts';
import { effects, type Story } from '#test/support/given-request.ts';

/** What drives operations of this kind, in the order in which it was asked for. */
export function drives(story: Story, of: string): DriveOperation[] {
  return effects(story, 'drive_operation').filter(({ operation }) => operation.of === of);
}

export function isOf(effect: Effect, of: string): effect is DriveOperation {
  return effect.kind === 'drive_operation' && effect.operation.of === of;
}

export function isOfStep(effect: Effect, step: string): boolean {
  return isOf(effect, 'step') && effect.operation.id === step;
}
