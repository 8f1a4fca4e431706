import { eventHandler } from '#doors/event-handler.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createDispatchEffect } from './handler.ts';

/** The platform lets only the trigger's own service account call an event function (infra/google). */
export const dispatchEffect: Wiring = {
  dependencies: [],
  open: ({ system }) => eventHandler(createDispatchEffect(system)),
};
