// Made by `npm run generate`.
import { contractOfFunction } from '#doors/contracts/function.ts';
import { reconcileSheet as registration } from '#doors/functions/reconcile-sheet.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudScheduleCaller } from '#functions/wiring/cloud-schedule-caller.ts';
import { cloudSheet } from '#functions/wiring/cloud-sheet.ts';
import { serve } from '#functions/wiring/serve.ts';
import { reconcileSheet } from './wiring.ts';

const cloud = openCloud('reconcile-sheet', contractOfFunction(registration));
const handler = reconcileSheet.open(cloud, {
  scheduleCaller: cloudScheduleCaller(cloud),
  sheet: cloudSheet(cloud),
});
serve('reconcile-sheet', cloud, handler);
