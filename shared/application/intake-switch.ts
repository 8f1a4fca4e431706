import type { IntakeSwitch } from '#contracts/document-types.ts';
import type { System } from '#application/system.ts';
import type { Transaction } from '#ports/store.ts';

const INTAKE_SWITCH = { collection: 'operations', id: 'intake' } as const;

/** I15: the reason why nothing new is taken; undefined when it is. */
export async function intakeClosed(reader: Pick<Transaction, 'get'>): Promise<string | undefined> {
  const document = await reader.get(INTAKE_SWITCH);
  return document?.id === 'intake' && !document.open ? document.why : undefined;
}

export async function readIntakeSwitch(system: System): Promise<IntakeSwitch | undefined> {
  const document = await system.store.get(INTAKE_SWITCH);
  return document?.id === 'intake' ? document : undefined;
}

/** I15: from the moment that this is saved nothing new is taken, or something is again. What was accepted is not touched. */
export async function setIntake(system: System, to: Pick<IntakeSwitch, 'open' | 'why' | 'by'>): Promise<IntakeSwitch> {
  const saved = await system.store.transact(async (tx) => {
    const known = await tx.get(INTAKE_SWITCH);
    const isSame = known?.id === 'intake' && known.open === to.open && known.why === to.why;
    if (isSame) return known;
    const next: IntakeSwitch = { id: 'intake', ...to, since: tx.now() };
    tx.set(INTAKE_SWITCH, next);
    return next;
  });
  system.log('WARNING', to.open ? 'intake opened' : 'intake closed', { by: to.by });
  return saved;
}
