import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { scheduleCaller } from '#shared/wiring/cloud-callers.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { createSweep } from './handler.ts';

const cloud = openCloud('sweep', cloudTasks);
serve('sweep', cloud, createSweep(cloud.system, scheduleCaller(cloud.config), cloud.newId));
