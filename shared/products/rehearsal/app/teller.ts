import type { Wanted } from '#contexts/telling/app/send-mail.ts';
import type { Teller } from '#contexts/telling/app/teller.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { MailEffect } from '#products/rehearsal/domain/mail/effect.ts';
import { isUrgent } from '#products/rehearsal/domain/mail/held.ts';
import { recipientOf } from '#products/rehearsal/domain/mail/reader.ts';
import { requestOf } from '#products/rehearsal/domain/named-subjects.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';

/** A mail of this product, for its reader. */
export type RequestMail = Wanted<MailEffect, RequestState>;

/** Requests; and whatever else is no process of another product: its mails bring along what they tell (N10). */
export function requestTeller({ rules, hash, store }: System): Teller<MailEffect, RequestState> {
  return {
    async read(subject, known) {
      const id = requestOf(subject);
      if (id === undefined) return {};
      const state = (known as RequestState | undefined) ?? (await store.get({ collection: 'requests', id }))?.state;
      return state && { state };
    },
    recipientOf: (mail) => recipientOf({ people: rules.people, hash }, mail),
    isUrgent: ({ effect, state }) => isUrgent(effect, state),
  };
}
