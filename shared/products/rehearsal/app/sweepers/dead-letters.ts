import { alarmDeadLetters } from '#products/rehearsal/app/dead-letter-alarm.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';

/** B5. */
export const deadLetters = defineSweeper({
  kind: 'wrong',
  order: 90,
  finds: 'effects that were given up and wait for somebody',
  helps: 'tells every admin of new ones, and once a day',
  look: alarmDeadLetters,
});
