import type { Conversion } from '#kernel/store/conversion.ts';

/** Shape 2: a mail that waits is named by its key alone; whose it is, its effect says. */
const keysAlone: Conversion = ({ mails, ...rest }) => ({
  ...rest,
  mails: (Array.isArray(mails) ? mails : []).map(({ key }: { key: unknown }) => ({ key })),
});

export const mailDigestConversions: readonly Conversion[] = [keysAlone];
