import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { cloudTasks } from '#shared/wiring/cloud-tasks.ts';
import { operatorDoor } from '#shared/wiring/operator-door.ts';
import { createServeOperations } from './handler.ts';

const cloud = openCloud('serve-operations', cloudTasks);
serve('serve-operations', cloud, createServeOperations(cloud.system, operatorDoor(cloud)));
