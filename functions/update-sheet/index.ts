// Made by `npm run generate`.
import { update_sheet } from '#products/rehearsal/app/performers/update-sheet.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { update_sheet as registration } from '#products/rehearsal/kinds/effects/update-sheet.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudSheet } from '#functions/wiring/cloud-sheet.ts';
import { requestUrl } from '#functions/wiring/request-url.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskDoor } from '#functions/wiring/task-door.ts';

const cloud = openCloud('update-sheet', contractOfEffect(registration));
const perform = update_sheet.perform(cloud.system, {
  sheet: cloudSheet(cloud),
  requestUrl: requestUrl(cloud),
});
const handler = taskDoor(cloud.system, cloudTaskCaller(cloud), 'update_sheet', perform);
serve('update-sheet', cloud, handler);
