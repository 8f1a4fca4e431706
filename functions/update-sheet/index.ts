import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudSheet } from '#shared/wiring/cloud-sheet.ts';
import { createUpdateSheet } from './handler.ts';

guardEveryServer();
const cloud = openCloud('update-sheet');
http(
  'update-sheet',
  createUpdateSheet(cloud.system, taskCaller(cloud.config), cloudSheet(cloud), (id) => cloud.links.statusUrl(id)),
);
