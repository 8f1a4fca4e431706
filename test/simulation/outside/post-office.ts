import type { Mailer, OutgoingMail } from '#contexts/telling/ports/mailer.ts';
import type { Clockwork } from '../engine/clockwork.ts';

/** One copy that reached its reader. */
export interface Arrived {
  mail: OutgoingMail;
  at: number;
  /** The incarnation that sent it; undefined when it had given up by then. */
  life: number | undefined;
}

/** The mail server and the readers' mailboxes: whatever it takes arrives. */
export function createPostOffice(clockwork: Clockwork, read: (arrived: Arrived, again: boolean) => void): Mailer & { arrived: Arrived[] } {
  const arrived: Arrived[] = [];
  return {
    arrived,
    async deliver(mail) {
      const one = { mail, at: clockwork.time.now, life: clockwork.current()?.id };
      read(
        one,
        arrived.some(({ mail: before }) => before.messageId === mail.messageId),
      );
      arrived.push(one);
      return { state: 'accepted', response: '250 ok' };
    },
  };
}

/** Mail servers answer, they do not throw. */
export const mailManners = {
  refusals: { deliver: () => ({ state: 'rejected', response: '550 no such user', permanent: true }) },
  unreachable: () => ({ state: 'rejected', response: '451 later', permanent: false }),
  unknown: () => ({ state: 'unknown', response: 'connection lost' }),
};
