import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudCodeHost } from '#shared/wiring/cloud-code-host.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { createCheckGates } from './handler.ts';

const cloud = openCloud('check-gates', cloudTasks);
serve('check-gates', cloud, createCheckGates(cloud.system, taskCaller(cloud.config), cloudCodeHost(cloud)));
