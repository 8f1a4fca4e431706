import type { Operation } from '#application/operations/define.ts';
import { setIntake } from '#application/intake-switch.ts';
import { intakeFacts } from '#application/operate/rows.ts';

export const intakeOpen: Operation<'intake_open'> = async (system, { by, intakeOpen }) => ({
  done: { facts: intakeFacts(await setIntake(system, { open: true, why: '', by }), intakeOpen) },
});
