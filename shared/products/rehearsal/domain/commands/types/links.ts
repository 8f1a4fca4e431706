import type { MailEffect } from '#products/rehearsal/domain/mail/effect.ts';

export type LinkCommand =
  /** N8. `mail`: key of the one that is sent once more. */
  | { command: 'send_again'; mail: string; effect: MailEffect }
  /** X7. `round`: of the links that were tried. */
  | { command: 'lock_out'; question: number; person: string; round: number }
  /** X7, B4. Everybody who is locked out, or one person. */
  | { command: 'unlock'; operator: string; person?: string };
