// Made by `npm run generate`.
import { contractOfFunction } from '#contracts/function.ts';
import { serveOperations as registration } from '#contracts/functions/serve-operations.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { serve } from '#shared/wiring/serve.ts';
import { serveOperations } from './wiring.ts';

const cloud = openCloud('serve-operations', contractOfFunction(registration), cloudTasks);
const handler = serveOperations.open(cloud, {});
serve('serve-operations', cloud, handler);
