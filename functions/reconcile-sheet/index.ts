// Made by `npm run generate`.
import { contractOfFunction } from '#contracts/function.ts';
import { reconcileSheet as registration } from '#contracts/functions/reconcile-sheet.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudScheduleCaller } from '#shared/wiring/cloud-schedule-caller.ts';
import { cloudSheet } from '#shared/wiring/cloud-sheet.ts';
import { serve } from '#shared/wiring/serve.ts';
import { reconcileSheet } from './wiring.ts';

const cloud = openCloud('reconcile-sheet', contractOfFunction(registration));
const handler = reconcileSheet.open(cloud, {
  scheduleCaller: cloudScheduleCaller(cloud),
  sheet: cloudSheet(cloud),
});
serve('reconcile-sheet', cloud, handler);
