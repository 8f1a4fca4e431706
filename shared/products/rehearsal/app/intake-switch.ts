import type { OperationsTimelineDocument } from '#products/rehearsal/stored/document-types.ts';
import type { IntakeAsked, Switched } from '#products/rehearsal/domain/intake-switch/process.ts';
import { change } from '#kernel/app/handle.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { loadIntake, storedIntake } from '#products/rehearsal/app/stored-intake.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';

/** I15: the reason why nothing new is taken; undefined when it is. */
export async function intakeClosed(reader: Pick<Transaction, 'get'>): Promise<string | undefined> {
  const { switched } = (await loadIntake(reader)).state;
  return switched?.open === false ? switched.why : undefined;
}

/** Undefined while nobody has switched it. */
export async function readIntakeSwitch({ store }: Pick<System, 'store'>): Promise<Switched | undefined> {
  return (await loadIntake(store)).state.switched;
}

/** I15: from the moment that this is saved nothing new is taken, or something is again. What was accepted is not touched. */
export async function setIntake(system: System, { open, why, by }: Pick<Switched, 'open' | 'why' | 'by'>): Promise<Switched> {
  const asked: IntakeAsked = open ? { command: 'open_intake', operator: by } : { command: 'close_intake', operator: by, why };
  const { state } = await system.store.transact(async (tx) => {
    const document = await loadIntake(tx);
    const at = tx.now();
    const command = { id: `${asked.command}:${by}:${at}`, at, by: { kind: 'system', part: 'operators' }, ...asked } as const;
    return change(kernelOf(system), tx, storedIntake, document, command);
  });
  system.log('WARNING', open ? 'intake opened' : 'intake closed', { by });
  return state.switched ?? { open, why, by, since: await system.store.now() };
}

/** Entries that are shown. */
const SHOWN = 20;

/** Who opened and closed it, newest first. */
export async function intakeHistory({ store }: Pick<System, 'store'>): Promise<OperationsTimelineDocument[]> {
  const found = await store.query({ index: 'operationsTimelineNewest', parent: 'intake', equal: {}, limit: SHOWN });
  return found.map(({ document }) => document);
}
