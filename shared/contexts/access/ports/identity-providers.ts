/** Somebody, as a provider that the settings trust has proven them just now. */
export interface Identity {
  /** Only those of which the provider says that it has verified them. */
  emails: readonly string[];
  /** On GitHub. */
  githubLogin?: string;
  /** GitHub's number of whoever has this login now: logins are given up, and taken by others. */
  githubId?: string;
}

/** What binds a provider's answer to the browser that asked; each is random, of 256 bits. */
export interface ProviderAsk {
  slug: string;
  state: string;
  nonce: string;
  /** Of PKCE. */
  verifier: string;
}

/**
 * GitHub and the OpenID providers of the settings. `begin` gives the address at the provider to which the browser is sent. `finish` is given the
 * address with which it came back; it throws where the provider did not prove anybody: refused, other state or nonce, wrong signature, too late.
 */
export interface IdentityProviders {
  begin(ask: ProviderAsk): Promise<URL>;
  finish(ask: ProviderAsk, cameBackTo: URL): Promise<Identity>;
}
