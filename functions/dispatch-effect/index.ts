import { cloudEvent } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { createDispatchEffect } from './handler.ts';

// The platform lets only the trigger's own service account call an event function (infra/google).
guardEveryServer();
const cloud = openCloud('dispatch-effect', cloudTasks);
cloudEvent('dispatch-effect', createDispatchEffect(cloud.system));
