// Made by `npm run generate`.
import { performEffect } from '#products/rehearsal/app/perform-effect.ts';
import { update_sheet } from '#products/rehearsal/app/performers/update-sheet.ts';
import { contractOfEffect } from '#doors/contracts/function.ts';
import { update_sheet as registration } from '#products/rehearsal/kinds/effects/update-sheet.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudSheet } from '#functions/wiring/cloud-sheet.ts';
import { requestUrl } from '#functions/wiring/request-url.ts';
import { cloudTaskCaller } from '#functions/wiring/cloud-task-caller.ts';
import { serve } from '#functions/wiring/serve.ts';
import { taskHandler } from '#doors/task-handler.ts';

const cloud = openCloud('update-sheet', contractOfEffect(registration));
const perform = update_sheet.perform(cloud.system, {
  sheet: cloudSheet(cloud),
  requestUrl: requestUrl(cloud),
});
const caller = cloudTaskCaller(cloud);
const handler = taskHandler(caller, cloud.system.log, (task) => performEffect(cloud.system, 'update_sheet', task, perform));
serve('update-sheet', cloud, handler);
