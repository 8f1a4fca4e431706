import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { taskCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { createKeepCalendar } from './handler.ts';

const cloud = openCloud('keep-calendar', cloudTasks);
serve('keep-calendar', cloud, createKeepCalendar(cloud.system, taskCaller(cloud.config)));
