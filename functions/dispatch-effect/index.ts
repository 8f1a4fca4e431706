import { eventHandler } from '#edge/event-handler.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { createDispatchEffect } from './handler.ts';

// The platform lets only the trigger's own service account call an event function (infra/google).
const cloud = openCloud('dispatch-effect', cloudTasks);
serve('dispatch-effect', cloud, eventHandler(createDispatchEffect(cloud.system)));
