// Made by `npm run generate`.
import { contractOfFunction } from '#doors/contracts/function.ts';
import { sweep as registration } from '#doors/functions/sweep.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudScheduleCaller } from '#functions/wiring/cloud-schedule-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { sweep } from './wiring.ts';

const cloud = openCloud('sweep', contractOfFunction(registration), cloudTasks);
const handler = sweep.open(cloud, {
  scheduleCaller: cloudScheduleCaller(cloud),
});
serve('sweep', cloud, handler);
