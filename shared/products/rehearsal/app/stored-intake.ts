import type { IntakeDocument } from '#products/rehearsal/stored/document-types.ts';
import {
  intakeProcess,
  newIntake,
  type IntakeCommand,
  type IntakeFact,
  type IntakeRefused,
  type IntakeState,
} from '#products/rehearsal/domain/intake-switch/process.ts';
import type { Effect } from '#products/rehearsal/domain/effects.ts';
import { nothingPersonal } from '#kernel/chain.ts';
import type { Stored } from '#kernel/stored.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';

/** The types of the intake, as the kernel handles it. */
export interface IntakeTypes {
  State: IntakeState;
  Command: IntakeCommand;
  Fact: IntakeFact;
  Rules: unknown;
  Effect: Effect;
  Refused: IntakeRefused;
  Document: IntakeDocument;
  Naming: object;
}

/** I15. There is one; before anybody has switched it, it is kept nowhere. */
export const storedIntake: Stored<Transaction, IntakeTypes> = {
  process: intakeProcess,
  privacy: nothingPersonal(),
  nameOf: (id) => `installation.${id}`,
  entryOf: () => ({}),
  rings: false,
  load: loadIntake,
  project: ({ state, commands }) => ({ id: 'intake', commands, state }),
  follows: ['id'],
  save(tx, { id, document, entry, entryId }) {
    tx.set({ collection: 'operations', id }, document);
    tx.create({ collection: 'operationsTimeline', parent: id, id: entryId }, entry);
  },
};

export async function loadIntake(tx: Pick<Transaction, 'get'>): Promise<IntakeDocument> {
  const known = await tx.get({ collection: 'operations', id: 'intake' });
  return known?.id === 'intake' ? known : { id: 'intake', commands: [], state: newIntake };
}
