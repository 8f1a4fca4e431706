import { expireSessions } from '#contexts/access/app/expire-sessions.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';

/** W3. */
export const sessions = defineSweeper({
  kind: 'due',
  order: 86,
  finds: 'sessions of people that are over by the clock: they open nothing from that instant on',
  helps: 'puts it on the timeline of their account',
  look: (system, sweep) => expireSessions(kernelOf(system), system, sweep),
});
