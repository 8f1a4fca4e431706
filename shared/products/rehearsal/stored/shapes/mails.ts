import type { Conversion } from '#products/rehearsal/stored/shapes/conversion.ts';
import { theInstallation, theRequest } from '#products/rehearsal/domain/named-subjects.ts';

/** Shape 2: an entry of the ledger names its subject, whatever it is; in shape 1 it named a request or nothing. */
const ofRequest: Conversion = ({ requestId, ...rest }) => ({ ...rest, belongsTo: theRequest(String(requestId)) });
const ofSomethingElse: Conversion = (entry) => ({ ...entry, belongsTo: entry['about'] ?? theInstallation });

/** Shape 2: a mail that waits is named by its key alone; whose it is, its effect says. */
const keysAlone: Conversion = ({ mails, ...rest }) => ({
  ...rest,
  mails: (Array.isArray(mails) ? mails : []).map(({ key }: { key: unknown }) => ({ key })),
});

export const mailConversions: readonly Conversion[] = [ofRequest];
export const notificationConversions: readonly Conversion[] = [ofSomethingElse];
export const mailDigestConversions: readonly Conversion[] = [keysAlone];
