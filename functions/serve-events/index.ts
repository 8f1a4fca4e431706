// Made by `npm run generate`.
import { contractOfFunction } from '#doors/contracts/function.ts';
import { serveEvents as registration } from '#doors/functions/serve-events.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { serve } from '#functions/wiring/serve.ts';
import { serveEvents } from './wiring.ts';

const cloud = openCloud('serve-events', contractOfFunction(registration));
const handler = serveEvents.open(cloud, {});
serve('serve-events', cloud, handler);
