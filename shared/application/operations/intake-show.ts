import type { Operation } from '#application/operations/define.ts';
import { readIntakeSwitch } from '#application/intake-switch.ts';
import { intakeFacts } from '#application/operate/rows.ts';

export const intakeShow: Operation<'intake_show'> = async (system, { intakeOpen }) => ({
  done: { facts: intakeFacts(await readIntakeSwitch(system), intakeOpen) },
});
