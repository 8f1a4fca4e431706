// Made by `npm run generate`.
import { contractOfFunction } from '#doors/contracts/function.ts';
import { dispatchEffect as registration } from '#doors/functions/dispatch-effect.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { dispatchEffect } from './wiring.ts';

const cloud = openCloud('dispatch-effect', contractOfFunction(registration), cloudTasks);
const handler = dispatchEffect.open(cloud, {});
serve('dispatch-effect', cloud, handler);
