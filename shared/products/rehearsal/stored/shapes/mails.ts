import type { Conversion } from '#kernel/store/conversion.ts';
import { theInstallation, theRequest } from '#products/rehearsal/domain/named-subjects.ts';

/** Shape 2: an entry of the ledger names its subject, whatever it is; in shape 1 it named a request or nothing. */
const ofRequest: Conversion = ({ requestId, ...rest }) => ({ ...rest, belongsTo: theRequest(String(requestId)) });
const ofSomethingElse: Conversion = (entry) => ({ ...entry, belongsTo: entry['about'] ?? theInstallation });

export const mailConversions: readonly Conversion[] = [ofRequest];
export const notificationConversions: readonly Conversion[] = [ofSomethingElse];
