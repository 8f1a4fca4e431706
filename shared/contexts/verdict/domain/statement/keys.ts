/** A8. What is published of the keys with which statements are signed. */
export interface KeyFile {
  keys: PublicKey[];
}

/** Instants are ISO texts. */
export interface PublicKey {
  /** SHA-256 of the key's SubjectPublicKeyInfo in DER, hex. */
  keyid: string;
  keytype: 'ed25519';
  /** SubjectPublicKeyInfo as PEM. */
  public: string;
  from: string;
  /** It signs nothing that was decided later; what it signed of before stays good. */
  until?: string;
  /** Somebody else may have it: nothing that it signed is believed. */
  revoked?: string;
}
