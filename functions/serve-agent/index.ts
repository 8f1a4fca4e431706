import { agentDoor, LOOK_IN_CLOUD } from '#shared/wiring/agent-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { cloudOutputs } from '#shared/wiring/cloud-outputs.ts';
import { createServeAgent } from './handler.ts';

const cloud = openCloud('serve-agent');
serve('serve-agent', cloud, createServeAgent(cloud.system, agentDoor(cloud, cloudOutputs(cloud), LOOK_IN_CLOUD)));
