/** OAuth access tokens of this process's own service account. */
export interface AccessTokens {
  get(): Promise<string>;
  /** The token was refused: ask for a new one next time. */
  drop(): void;
}
