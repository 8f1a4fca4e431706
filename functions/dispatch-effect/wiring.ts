import { eventHandler } from '#edge/event-handler.ts';
import type { Wiring } from '#shared/wiring/wiring.ts';
import { createDispatchEffect } from './handler.ts';

/** The platform lets only the trigger's own service account call an event function (infra/google). */
export const dispatchEffect: Wiring = {
  tools: [],
  open: ({ system }) => eventHandler(createDispatchEffect(system)),
};
