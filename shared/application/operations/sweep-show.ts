import type { Operation } from '#application/operations/define.ts';
import { sweepFacts } from '#application/operate/rows.ts';
import { readSweepNote } from '#application/sweep-note.ts';

export const sweepShow: Operation<'sweep_show'> = async (system) => ({ done: { facts: sweepFacts(await readSweepNote(system)) } });
