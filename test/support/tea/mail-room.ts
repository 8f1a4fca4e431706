import { sendMail, type MailWork, type Mails, type Waiting } from '#contexts/telling/app/send-mail.ts';
import { knownPerson, type Addressee, type Recipient } from '#contexts/telling/domain/mail/reader.ts';
import { templateIn, type Template } from '#contexts/telling/domain/mail/template.ts';
import type { MailDocument } from '#contexts/telling/documents.ts';
import type { Delivery } from '#contexts/telling/ports/channel.ts';
import type { OutgoingMail } from '#contexts/telling/ports/mailer.ts';
import type { Work } from '#kernel/app/perform.ts';
import { MINUTE } from '#kernel/time.ts';
import { renderTea, type LinksOf } from './contents.ts';
import { teaTemplates, type TeaMail } from './mails.ts';
import type { Tea } from './process.ts';
import type { TeaStore, TeaTransaction } from './store.ts';

export interface MailRoom {
  /** What the mail server has taken. */
  sent: OutgoingMail[];
  /** What it says next; `accepted` once all of these are said. */
  answers: Delivery[];
  perform: (work: Work) => ReturnType<typeof sendMail<TeaTransaction, TeaMail, Tea>>;
  ledger(): MailDocument[];
}

/** What telling must be told to send a product's mails. */
export function openMailRoom(store: TeaStore, people: readonly Addressee[], linksOf: LinksOf): MailRoom {
  const sent: OutgoingMail[] = [];
  const answers: Delivery[] = [];
  const mails: Mails<TeaTransaction, TeaMail, Tea> = {
    from: { name: 'Tea', address: 'tea@tea.example' },
    domain: 'tea.example',
    render: renderTea(linksOf),
    mailer: {
      async deliver(mail) {
        const answer = answers.shift() ?? { state: 'accepted', response: '250 ok' };
        if (answer.state !== 'rejected') sent.push(mail);
        return answer;
      },
    },
    store,
    ledger: {
      entry: async (_subject, key) => store.kept('mails', key) as MailDocument | undefined,
      record: (tx, entry) => tx.note('mails', entry.key, entry),
    },
    waiting: async (key) => store.open().flatMap((one) => (one.key === key ? [waitingOf(store, one)] : []))[0],
    recipientOf: (mail) => readerOf(people, mail),
    isUrgent: ({ effect }) => templateIn<Template>(teaTemplates, effect.template)?.urgent === true,
    lease: MINUTE,
    lookAgain: MINUTE / 3,
  };
  return {
    sent,
    answers,
    perform: async (work) => sendMail(mails, work as object as MailWork<TeaMail, Tea>),
    ledger: () => store.all('mails') as MailDocument[],
  };
}

function waitingOf(store: TeaStore, { effect, subject }: ReturnType<TeaStore['open']>[number]): Waiting<TeaMail, Tea> {
  return { effect: effect as TeaMail, subject, state: subject.kind === 'tea' ? store.tea(subject.id) : undefined };
}

/** What nobody asks any more is not sent. */
function readerOf(people: readonly Addressee[], { effect, state }: Waiting<TeaMail, Tea>): Recipient {
  const question = effect.question === undefined ? undefined : state?.questions.find(({ id }) => id === effect.question);
  if (effect.question !== undefined && question?.state !== 'open') return { skip: 'no longer asked' };
  return knownPerson({ people }, effect.to);
}
