import { sweepersOf } from '#products/rehearsal/app/sweep.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { sweeperRows, sweepFacts } from '#products/rehearsal/app/operate/rows.ts';
import { readSweepNote } from '#products/rehearsal/app/sweep-note.ts';

/** B6: its figures, and what each sweeper last found, by name. */
export const sweepShow: Operation<'sweep_show'> = async (system) => {
  const note = await readSweepNote(system);
  return { done: { facts: sweepFacts(note), ...(note === undefined ? {} : { rows: sweeperRows(note, sweepersOf(system)) }) } };
};
