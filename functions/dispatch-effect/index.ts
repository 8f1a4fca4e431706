// Made by `npm run generate`.
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { dispatchEffect } from './wiring.ts';

const cloud = openCloud('dispatch-effect', cloudTasks);
const handler = dispatchEffect.open(cloud, {});
serve('dispatch-effect', cloud, handler);
