import type { Teller } from '#contexts/telling/app/teller.ts';
import { knownPerson } from '#contexts/telling/domain/mail/reader.ts';
import { readAccount } from '#products/pipelines/app/run-account.ts';
import type { System } from '#products/pipelines/app/system.ts';
import type { MailEffect } from '#products/pipelines/domain/mail/effect.ts';
import { isUrgent } from '#products/pipelines/domain/mail/template.ts';
import type { RunAccount } from '#products/pipelines/domain/run/account.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';

/** K4, N10. Mails about runs. */
export function runTeller({ rules, store }: System): Teller<MailEffect, RunAccount> {
  return {
    async read({ id }, known) {
      const run = (known as RunState | undefined) ?? (await store.get({ collection: 'runs', id }))?.state;
      return run && { state: await readAccount({ store }, run) };
    },
    recipientOf: ({ effect }) => knownPerson(rules, effect.to),
    isUrgent: ({ effect }) => isUrgent(effect.template),
  };
}
