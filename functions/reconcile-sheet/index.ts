import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { scheduleCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudSheet } from '#shared/wiring/cloud-sheet.ts';
import { createReconcileSheet } from './handler.ts';

guardEveryServer();
const cloud = openCloud('reconcile-sheet');
http(
  'reconcile-sheet',
  createReconcileSheet(cloud.system, scheduleCaller(cloud.config), cloudSheet(cloud), (id) => cloud.links.statusUrl(id)),
);
