import type { AccountFact } from '#contexts/access/domain/account/facts.ts';
import type { Privacy } from '#kernel/chain.ts';

const NOBODY = { name: '', email: '' };

/** Z4. Of an account its invited person's name and address are personal; they are kept while the account has them. */
export const accountPrivacy: Privacy<AccountFact> = {
  without: (facts) => (facts.some(isPersonal) ? facts.map((fact) => (isPersonal(fact) ? { ...fact, profile: NOBODY } : fact)) : facts),
  forgets: ({ fact }) => fact === 'person_removed',
};

function isPersonal(fact: AccountFact): boolean {
  return fact.fact === 'person_invited' && fact.profile.email !== '';
}
