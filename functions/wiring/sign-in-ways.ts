import type { SignInWays } from '#contexts/access/pages/sign-in-page.ts';
import type { Settings } from './settings.ts';

/** W3. What the page where people sign in offers. */
export function signInWays({ signIn: { mail, github, providers } }: Settings): SignInWays {
  const others = providers.map(({ slug, name }) => ({ slug, name }));
  return { mail, providers: [...(github === undefined ? [] : [{ slug: 'github', name: 'GitHub' }]), ...others] };
}
