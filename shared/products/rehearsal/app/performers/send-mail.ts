import { sendMail, type Mails, type MailSender, type Waiting, type Wanted as AnyWanted } from '#contexts/telling/app/send-mail.ts';
import { leaseTime } from '#kernel/outbox.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { ledgerRef } from '#products/rehearsal/app/mail-ledger.ts';
import { patience } from '#products/rehearsal/app/outbox.ts';
import type { EffectPerformer } from '#products/rehearsal/app/perform-effect.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { asShown } from '#products/rehearsal/domain/as-shown.ts';
import type { MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import { isUrgent } from '#products/rehearsal/domain/mail/held.ts';
import { recipientOf } from '#products/rehearsal/domain/mail/reader.ts';
import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';

export type MailDependencies = MailSender<MailEffect, RequestState>;

/** What a mail is to say, and to whom. */
export type Wanted = AnyWanted<MailEffect, RequestState>;

/** On the wall. */
const LOOK_AGAIN = 20_000;

export const send_mail: EffectPerformer<'send_mail', { mailDependencies: MailDependencies }> = {
  dependencies: ['mailDependencies'],
  perform:
    (system, { mailDependencies }) =>
    async (work) =>
      sendMail(mailsOf(system, mailDependencies), work),
};

function mailsOf(system: System, post: MailDependencies): Mails<Transaction, MailEffect, RequestState> {
  const { rules, hash, store } = system;
  return {
    ...post,
    // I16: whoever reads it.
    render: (mail, others) => post.render(shown(mail), others?.map(shown)),
    store,
    ledger: {
      entry: (subject, key) => store.get(ledgerRef(subject, key)),
      record: (tx, entry) => tx.set(ledgerRef(entry.belongsTo, entry.key), entry),
    },
    waiting: async (key) => waitingIn(system, key),
    recipientOf: (mail) => recipientOf({ people: rules.people, hash }, mail),
    isUrgent: ({ effect, state }) => isUrgent(effect, state),
    lease: leaseTime(kernelOf(system), 'send_mail'),
    lookAgain: patience(system, LOOK_AGAIN),
  };
}

async function waitingIn({ store }: System, key: string): Promise<Waiting<MailEffect, RequestState> | undefined> {
  const document = await store.get({ collection: 'outbox', id: key });
  if (document?.open !== true || document.effect.kind !== 'send_mail') return undefined;
  const id = requestOf(document.subject);
  const request = id === undefined ? undefined : await store.get({ collection: 'requests', id });
  return request === undefined && id !== undefined ? undefined : { effect: document.effect, state: request?.state };
}

function shown(mail: Wanted): Wanted {
  return { ...mail, state: mail.state && asShown(mail.state) };
}
