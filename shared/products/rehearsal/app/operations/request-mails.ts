import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { mailsOf } from '#products/rehearsal/app/operate/requests.ts';

export const requestMails: Operation<'request_mails'> = async (system, _, { id }) => mailsOf(system, id);
