// Made by `npm run generate`.
import { offer_turn } from '#application/performers/offer-turn.ts';
import { contractOfEffect } from '#contracts/function.ts';
import { offer_turn as registration } from '#domain/effects/offer-turn.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudTaskCaller } from '#shared/wiring/cloud-task-caller.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskDoor } from '#shared/wiring/task-door.ts';

const cloud = openCloud('offer-turn', contractOfEffect(registration), cloudTasks);
const perform = offer_turn.perform(cloud.system, {});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'offer_turn', perform);
serve('offer-turn', cloud, handler);
