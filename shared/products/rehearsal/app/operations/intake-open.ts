import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { setIntake } from '#products/rehearsal/app/intake-switch.ts';
import { intakeFacts } from '#products/rehearsal/app/operate/rows.ts';

export const intakeOpen: Operation<'intake_open'> = async (system, { who, intakeOpen }) => ({
  done: { facts: intakeFacts(await setIntake(system, { open: true, why: '', by: recordName(who) }), intakeOpen) },
});
