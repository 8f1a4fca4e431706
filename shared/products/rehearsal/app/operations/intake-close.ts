import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { setIntake } from '#products/rehearsal/app/intake-switch.ts';
import { intakeFacts } from '#products/rehearsal/app/operate/rows.ts';

export const intakeClose: Operation<'intake_close'> = async (system, { who, intakeOpen }, { why }) => ({
  done: { facts: intakeFacts(await setIntake(system, { open: false, why, by: recordName(who) }), intakeOpen) },
});
