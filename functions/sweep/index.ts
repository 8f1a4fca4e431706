// Made by `npm run generate`.
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudScheduleCaller } from '#shared/wiring/cloud-schedule-caller.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { sweep } from './wiring.ts';

const cloud = openCloud('sweep', cloudTasks);
const handler = sweep.open(cloud, {
  scheduleCaller: cloudScheduleCaller(cloud),
});
serve('sweep', cloud, handler);
