// Made by `npm run generate`.
import { contractOfFunction } from '#contracts/function.ts';
import { sweep as registration } from '#contracts/functions/sweep.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudScheduleCaller } from '#shared/wiring/cloud-schedule-caller.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { sweep } from './wiring.ts';

const cloud = openCloud('sweep', contractOfFunction(registration), cloudTasks);
const handler = sweep.open(cloud, {
  scheduleCaller: cloudScheduleCaller(cloud),
});
serve('sweep', cloud, handler);
