import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { createKeepClock } from './handler.ts';

const cloud = openCloud('keep-clock', cloudTasks);
serve('keep-clock', cloud, createKeepClock(cloud.system, taskCaller(cloud.config)));
