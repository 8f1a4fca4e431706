// Made by `npm run generate`.
import { contractOfFunction } from '#contracts/function.ts';
import { receiveRequest as registration } from '#contracts/functions/receive-request.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { receiveRequest } from './wiring.ts';

const cloud = openCloud('receive-request', contractOfFunction(registration));
const handler = receiveRequest.open(cloud, {});
serve('receive-request', cloud, handler);
