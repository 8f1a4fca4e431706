import type { ServerResponse } from 'node:http';
import type { PageSender } from '../sending.ts';
import { sendCached } from '#doors/send-cached.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';

export const evidenceKeys: Page = { open: ['/evidence/keys.json'], serve: sendKeys };

/** A8. For everybody: public keys, those that sign no more and those that are revoked among them. */
function sendKeys({ statements }: PageDependencies, _send: PageSender, _url: URL, response: ServerResponse): void {
  sendCached(response, { contentType: 'application/json; charset=utf-8', body: `${JSON.stringify(statements.keyFile(), null, 2)}\n` });
}
