import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { intakeHistory, readIntakeSwitch } from '#products/rehearsal/app/intake-switch.ts';
import { intakeFacts, intakeRows } from '#products/rehearsal/app/operate/rows.ts';

/** I15: how it stands, and who has opened and closed it, newest first. */
export const intakeShow: Operation<'intake_show'> = async (system, { intakeOpen }) => {
  const [now, history] = await Promise.all([readIntakeSwitch(system), intakeHistory(system)]);
  return { done: { facts: intakeFacts(now, intakeOpen), ...(history.length === 0 ? {} : { rows: intakeRows(history) }) } };
};
