import { withoutAddresses } from '#kernel/address.ts';
import type { Contributor, Submission } from '#contexts/intake/domain/submission.ts';
import type { Fact } from '#products/rehearsal/domain/facts.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Continued } from '#contexts/intake/domain/kept/continued.ts';

/** What is left of a contributor whose retention time is over (Z4). */
export const PURGED: Contributor = { name: 'purged', email: 'purged@example.invalid', githubLogin: 'purged' };

export function isPurged({ email }: Pick<Contributor, 'email'>): boolean {
  return email === PURGED.email;
}

/** Facts without whom they are about: the contributor, and every address that somebody wrote into a text. Doing it again changes nothing. */
export function withoutPersonal(facts: readonly Fact[]): Fact[] {
  return facts.map((fact) => {
    const bare = withoutAddresses(fact);
    if (bare.fact === 'gates_recorded' && bare.authors !== undefined) return { ...bare, authors: { ...bare.authors, logins: [] } };
    if (bare.fact === 'continued_at' && bare.successor !== undefined)
      return { ...bare, successor: { ...bare.successor, contributor: purged(bare.successor.contributor) } };
    return bare.fact === 'submitted' ? { ...bare, submission: withoutContributor(bare.submission) } : bare;
  });
}

/** The same of a state. It is the fold of facts with personal data and of facts without, once this has happened to it. */
export function forgetContributor<S extends Requested & Authored>(state: S): S {
  const bare = withoutAddresses(state);
  const { authors, continued } = bare;
  return {
    ...bare,
    ...(authors === undefined ? {} : { authors: { ...authors, logins: [] } }),
    ...(continued === undefined ? {} : { continued: continued.map(withoutFormer) }),
    submission: withoutContributor(bare.submission),
  };
}

/** Whether the address had to be asked for says nothing about anybody, and decides how the request began. */
function withoutContributor(submission: Submission): Submission {
  return { ...submission, contributor: purged(submission.contributor) };
}

function purged({ emailVerified }: Contributor): Contributor {
  return { ...PURGED, ...(emailVerified === undefined ? {} : { emailVerified }) };
}

/** I19. */
function withoutFormer(one: Continued): Continued {
  return one.contributor === undefined ? one : { ...one, contributor: purged(one.contributor) };
}
