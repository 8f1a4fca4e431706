import type { AccountState } from '#contexts/access/domain/account/state.ts';
import type { Teller } from '#contexts/telling/app/teller.ts';
import type { AnyMail } from '#contexts/telling/domain/mail/effect.ts';
import { knownPerson } from '#contexts/telling/domain/mail/reader.ts';
import { requestTeller } from '#products/rehearsal/app/teller.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import { invitedPerson } from '#contexts/access/domain/account/invited.ts';

/** W3. Mails about an account go to whoever has it: of the settings, or invited. */
export function accountTeller(system: System): Teller<AnyMail, AccountState> {
  const { people } = system.rules;
  const ours = requestTeller(system);
  return {
    async read({ id }) {
      const state = (await system.store.get({ collection: 'accounts', id }))?.state;
      return state === undefined ? {} : { state };
    },
    recipientOf({ effect, state }) {
      const invited = state === undefined ? undefined : invitedPerson(state.id, state);
      return knownPerson(
        { people: invited === undefined || people.some(({ id }) => id === invited.id) ? people : [...people, invited] },
        effect.to,
      );
    },
    isUrgent: ({ effect, subject }) => ours.isUrgent({ effect: effect as MailEffect, subject }),
  };
}
