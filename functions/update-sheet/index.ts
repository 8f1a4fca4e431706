import { openCloud } from '#shared/wiring/cloud.ts';
import { requestUrl } from '#shared/wiring/page-tools.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudSheet } from '#shared/wiring/cloud-sheet.ts';
import { createUpdateSheet } from './handler.ts';

const cloud = openCloud('update-sheet');
serve('update-sheet', cloud, createUpdateSheet(cloud.system, taskCaller(cloud.config), cloudSheet(cloud), requestUrl(cloud)));
