import { openCloud } from '#shared/wiring/cloud.ts';
import { requestUrl } from '#shared/wiring/page-tools.ts';
import { serve } from '#shared/wiring/serve.ts';
import { scheduleCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudSheet } from '#shared/wiring/cloud-sheet.ts';
import { createReconcileSheet } from './handler.ts';

const cloud = openCloud('reconcile-sheet');
serve('reconcile-sheet', cloud, createReconcileSheet(cloud.system, scheduleCaller(cloud.config), cloudSheet(cloud), requestUrl(cloud)));
