// Made by `npm run generate`.
import { update_sheet } from '#application/performers/update-sheet.ts';
import { contractOfEffect } from '#contracts/function.ts';
import { update_sheet as registration } from '#domain/effects/update-sheet.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudSheet } from '#shared/wiring/cloud-sheet.ts';
import { requestUrl } from '#shared/wiring/request-url.ts';
import { cloudTaskCaller } from '#shared/wiring/cloud-task-caller.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskDoor } from '#shared/wiring/task-door.ts';

const cloud = openCloud('update-sheet', contractOfEffect(registration));
const perform = update_sheet.perform(cloud.system, {
  sheet: cloudSheet(cloud),
  requestUrl: requestUrl(cloud),
});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'update_sheet', perform);
serve('update-sheet', cloud, handler);
