import { readAccount } from '#contexts/access/app/accounts.ts';
import { sendMail, type Mails, type MailSender, type Waiting, type Wanted as AnyWanted } from '#contexts/telling/app/send-mail.ts';
import type { Teller } from '#contexts/telling/app/teller.ts';
import type { Recipient } from '#contexts/telling/domain/mail/reader.ts';
import type { AnyMail } from '#contexts/telling/domain/mail/effect.ts';
import { leaseTime } from '#kernel/outbox.ts';
import type { Subject } from '#kernel/subject.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { ledgerRef } from '#products/rehearsal/app/mail-ledger.ts';
import { patience } from '#products/rehearsal/app/outbox.ts';
import type { EffectPerformer } from '#products/rehearsal/app/perform-effect.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { accountTeller } from '#products/rehearsal/app/account-teller.ts';
import { requestTeller } from '#products/rehearsal/app/teller.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';

/** Mails of all products of the installation: what one says, whoever writes it knows by its subject. */
export type MailDependencies = MailSender<AnyMail, unknown>;

/** What a mail is to say, and to whom. */
export type Wanted = AnyWanted<AnyMail, unknown>;

/** On the wall. */
const LOOK_AGAIN = 20_000;

export const send_mail: EffectPerformer<'send_mail', { mailDependencies: MailDependencies }> = {
  dependencies: ['mailDependencies'],
  perform(system, { mailDependencies }) {
    const tellerOf = tellersIn(system);
    const mails = mailsOf(system, tellerOf, mailDependencies);
    return async (work) => {
      const { subject, state } = work;
      const told = await tellerOf(subject).read(subject, state);
      return sendMail(mails, { ...work, state: told?.state });
    };
  },
};

type TellerOf = (subject: Subject) => Teller;

/** Another product’s where it knows the subject, and else ours. */
function tellersIn(system: System): TellerOf {
  const ours = requestTeller(system);
  const others = new Map(Object.entries(system.others?.tellers ?? {}).map(([kind, teller]) => [kind, teller.of(system)]));
  const ofAccounts = accountTeller(system);
  return ({ kind }) => others.get(kind) ?? (kind === 'account' ? ofAccounts : ours);
}

function mailsOf(system: System, tellerOf: TellerOf, post: MailDependencies): Mails<Transaction, AnyMail, unknown> {
  const { store } = system;
  return {
    ...post,
    store,
    ledger: {
      entry: (subject, key) => store.get(ledgerRef(subject, key)),
      record: (tx, entry) => tx.set(ledgerRef(entry.belongsTo, entry.key), entry),
    },
    waiting: async (key) => waitingIn(system, tellerOf, key),
    recipientOf: (mail) => byOwnClock(system, tellerOf(mail.subject).recipientOf(mail)),
    isUrgent: (mail) => tellerOf(mail.subject).isUrgent(mail),
    lease: leaseTime(kernelOf(system), 'send_mail'),
    lookAgain: patience(system, LOOK_AGAIN),
  };
}

/** N8. By the clock that they have said here, whatever the settings say. */
async function byOwnClock(system: System, recipient: Recipient): Promise<Recipient> {
  const { id } = 'skip' in recipient ? { id: undefined } : recipient.person;
  if (id === undefined || 'skip' in recipient) return recipient;
  const { timeZone } = (await readAccount(system, id)).state;
  return timeZone === undefined ? recipient : { ...recipient, person: { ...recipient.person, timeZone } };
}

async function waitingIn({ store }: System, tellerOf: TellerOf, key: string): Promise<Waiting<AnyMail, unknown> | undefined> {
  const document = await store.get({ collection: 'outbox', id: key });
  if (document?.open !== true || document.effect.kind !== 'send_mail') return undefined;
  const { subject, effect } = document;
  const told = await tellerOf(subject).read(subject);
  return told && { effect, subject, state: told.state };
}
