import type { Conversion } from '#kernel/store/conversion.ts';

/** Shape 2: the intake is a process. How it was switched last is its state; the other notes are as they were. */
const intakeAsProcess: Conversion = (document, id) => {
  if (id !== 'intake') return document;
  const { id: _id, ...switched } = document;
  return { id, commands: [], state: { id, version: 0, switched } };
};

export const operationsConversions: readonly Conversion[] = [intakeAsProcess];
