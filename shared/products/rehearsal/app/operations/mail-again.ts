import { MOST_AGAIN, sendAgain } from '#products/rehearsal/app/send-again.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';

/** N8, N10. */
export const mailAgain: Operation<'mail_again'> = async (system, { who }, { key }) => {
  const outcome = await sendAgain(system, { mail: key, by: who });
  switch (outcome) {
    case 'ordered':
      return { done: { facts: { key, ordered: true, note: 'it goes out within a few minutes, with the state of that moment' } } };
    case 'unknown':
      return { refused: 'not_found', detail: `there is no mail ${key}, or it is too old to be sent again` };
    case 'too_often':
      return {
        refused: 'conflict',
        detail: `${MOST_AGAIN} mails about this were already sent again within a day: try again tomorrow`,
      };
  }
};
