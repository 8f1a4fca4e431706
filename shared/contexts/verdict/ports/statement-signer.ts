import type { KeyFile } from '#contexts/verdict/domain/statement/keys.ts';

/** A8. Signs with the newest key of the installation. Promises: the same statement and key give the same envelope. */
export interface StatementSigner {
  /** A DSSE 1.0 envelope of these bytes, as JSON on one line. */
  envelope(statement: string): string;
  /** Every key that there is or was, newest first. */
  keyFile(): KeyFile;
}
