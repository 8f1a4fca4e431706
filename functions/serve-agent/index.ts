import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { agentDoor, LOOK_IN_CLOUD } from '#shared/wiring/agent-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudOutputs } from '#shared/wiring/cloud-outputs.ts';
import { createServeAgent } from './handler.ts';

guardEveryServer();
const cloud = openCloud('serve-agent');
http('serve-agent', createServeAgent(cloud.system, agentDoor(cloud, cloudOutputs(cloud), LOOK_IN_CLOUD)));
