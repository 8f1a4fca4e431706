// Made by `npm run generate`.
import { contractOfFunction } from '#doors/contracts/function.ts';
import { receiveRequest as registration } from '#doors/functions/receive-request.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { serve } from '#functions/wiring/serve.ts';
import { receiveRequest } from './wiring.ts';

const cloud = openCloud('receive-request', contractOfFunction(registration));
const handler = receiveRequest.open(cloud, {});
serve('receive-request', cloud, handler);
