import type { Operation } from '#application/operations/define.ts';
import { setIntake } from '#application/intake-switch.ts';
import { intakeFacts } from '#application/operate/rows.ts';

export const intakeClose: Operation<'intake_close'> = async (system, { by, intakeOpen }, { why }) => ({
  done: { facts: intakeFacts(await setIntake(system, { open: false, why, by }), intakeOpen) },
});
