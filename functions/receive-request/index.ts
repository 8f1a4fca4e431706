// Made by `npm run generate`.
import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { receiveRequest } from './wiring.ts';

const cloud = openCloud('receive-request');
const handler = receiveRequest.open(cloud, {});
serve('receive-request', cloud, handler);
