import type { SessionRules } from '#contexts/access/domain/account/session.ts';
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
  rules: SessionRules;
}

/** W3: the account's change and the mail that it promises, in one commit. Three in a while are enough: then nothing is sent, and nobody is told so. */
export async function askByMail(system: System, { person, ask, verifier, rules }: Asking): Promise<'mailed' | 'too_often'> {
  const kernel = kernelOf(system);
  const mail = await system.store.transact(async (tx) => {
    const document = await storedAccounts.load(tx, person);
    if (document === undefined) return undefined;
    const at = tx.now();
    const by = { kind: 'person', id: person } as const;
    const done = change(kernel, tx, storedAccounts, document, { id: `ask:${ask}`, at, by, command: 'ask_sign_in', ask, verifier, rules });
    if (done.outcome !== 'saved') return undefined;
    const letter = mailOf('sign_in', { to: person, awaited: true }, { ask, until: at + rules.link });
    const entry = notificationDocument(system, { kind: 'account', id: person }, ask, letter, at);
    tx.create({ collection: 'outbox', id: entry.key }, entry);
    return entry;
  });
  if (mail === undefined) return 'too_often';
  await dispatchLoose(system, [mail]);
  return 'mailed';
}
