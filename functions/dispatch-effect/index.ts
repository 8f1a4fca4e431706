// Made by `npm run generate`.
import { contractOfFunction } from '#contracts/function.ts';
import { dispatchEffect as registration } from '#contracts/functions/dispatch-effect.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { dispatchEffect } from './wiring.ts';

const cloud = openCloud('dispatch-effect', contractOfFunction(registration), cloudTasks);
const handler = dispatchEffect.open(cloud, {});
serve('dispatch-effect', cloud, handler);
