/** Issuer and caller of the tokens that this process gives itself. */
export const ISSUER = 'https://rehearsal.invalid/embedded';
export const CALLER = 'embedded@rehearsal.invalid';
