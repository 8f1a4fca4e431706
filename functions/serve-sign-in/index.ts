// Made by `npm run generate`.
import { contractOfFunction } from '#doors/contracts/function.ts';
import { serveSignIn as registration } from '#doors/functions/serve-sign-in.ts';
import { openCloud } from '#functions/wiring/cloud.ts';
import { cloudTasks } from '#functions/wiring/cloud-tasks.ts';
import { serve } from '#functions/wiring/serve.ts';
import { serveSignIn } from './wiring.ts';

const cloud = openCloud('serve-sign-in', contractOfFunction(registration), cloudTasks);
const handler = serveSignIn.open(cloud, {});
serve('serve-sign-in', cloud, handler);
