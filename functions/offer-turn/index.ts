// Made by `npm run generate`.
import { performEffect } from '#products/rehearsal/app/perform-effect.ts';
import { offer_turn } from '#products/rehearsal/app/performers/offer-turn.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { offer_turn as registration } from '#products/rehearsal/kinds/effects/offer-turn.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskHandler } from '#doors/task-handler.ts';

const cloud = openCloud('offer-turn', contractOfEffect(registration), cloudTasks);
const perform = offer_turn.perform(cloud.system, {});
const caller = cloudTaskCaller(cloud);
const handler = taskHandler(caller, cloud.system.log, (task) => performEffect(cloud.system, 'offer_turn', task, perform));
serve('offer-turn', cloud, handler);
