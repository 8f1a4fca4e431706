/** `npm run verify:long` sets it to 1: everything that the gate does, and more of it. */
const LONG_RUN = 'REHEARSAL_VERIFY_LONG';

/** How often, or how many: so much in the gate, for which people wait, and so much in the long run. */
export function inGate<T>(gate: T, { long }: { long: T }): T {
  return process.env[LONG_RUN] === '1' ? long : gate;
}
