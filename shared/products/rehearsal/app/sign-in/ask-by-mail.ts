import { acting } from '#kernel/act.ts';
import { mailedLately, MOST_MAILS, type SessionRules } from '#contexts/access/domain/account/session.ts';
import { storedAccounts } from '#contexts/access/app/stored-accounts.ts';
import { change } from '#kernel/app/handle.ts';
import { mailOf } from '#products/rehearsal/domain/mail/effect.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { notificationDocument } from '#products/rehearsal/app/notification.ts';
import { dispatchLoose } from '#products/rehearsal/app/outbox.ts';
import type { System } from '#products/rehearsal/app/system.ts';

interface Asking {
  /** Person id. */
  person: string;
  /** Random, new. */
  ask: string;
  /** SHA-256, hex, of what the asking browser holds. */
  verifier: string;
  /** The ask by whose mail they were let through. */
  pass?: string | undefined;
  rules: SessionRules;
}

/** W3: the account's change and the mail that it promises, in one commit. Three in a while are enough: then nothing is sent, and nobody but the mailbox is told so. */
export async function askByMail(system: System, { person, ask, verifier, pass, rules }: Asking): Promise<'mailed' | 'too_often'> {
  // W5. Whoever types an address has shown nothing: it is nobody's act whose address it is.
  const kernel = acting(kernelOf(system), { who: 'somebody', door: 'sign-in' });
  const mail = await system.store.transact(async (tx) => {
    const document = await storedAccounts.load(tx, person);
    if (document === undefined) return undefined;
    const at = tx.now();
    const by = { kind: 'system', part: 'sign-in' } as const;
    const asked = { command: 'ask_sign_in', ask, verifier, ...(pass === undefined ? {} : { pass }), rules } as const;
    const done = change(kernel, tx, storedAccounts, document, { id: `ask:${ask}`, at, by, ...asked });
    if (done.outcome !== 'saved') return undefined;
    // X7. Whoever is kept out by others' asking is told, and has a way on.
    const isLast = pass === undefined && mailedLately(document.state.asks, at - rules.link, false) + 1 >= MOST_MAILS;
    const until = at + rules.link;
    const letter = mailOf('sign_in', { to: person, awaited: true }, { ask, until, ...(isLast ? { last: true } : {}) });
    const entry = notificationDocument(system, { kind: 'account', id: person }, ask, letter, at);
    tx.create({ collection: 'outbox', id: entry.key }, entry);
    return entry;
  });
  if (mail === undefined) return 'too_often';
  await dispatchLoose(system, [mail]);
  return 'mailed';
}
