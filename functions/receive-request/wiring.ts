import { formPages, intakeOf } from '#functions/wiring/page-dependencies.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createReceiveRequest } from './handler.ts';

export const receiveRequest: Wiring = {
  dependencies: [],
  open(installation) {
    const webhook = { secrets: installation.secrets.webhookSecrets, wallClock: Date.now };
    return createReceiveRequest(installation.system, intakeOf(installation), webhook, formPages(installation));
  },
};
