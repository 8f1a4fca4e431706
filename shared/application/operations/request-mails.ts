import type { Operation } from '#application/operations/define.ts';
import { mailsOf } from '#application/operate/requests.ts';

export const requestMails: Operation<'request_mails'> = async (system, _, { id }) => mailsOf(system, id);
