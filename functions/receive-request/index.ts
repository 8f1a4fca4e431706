import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { formPages, intakeOf } from '#shared/wiring/page-tools.ts';
import { createReceiveRequest } from './handler.ts';

const cloud = openCloud('receive-request');
const webhook = { secrets: cloud.secrets.webhookSecrets, wallClock: Date.now };
serve('receive-request', cloud, createReceiveRequest(cloud.system, intakeOf(cloud), webhook, formPages(cloud, Date.now)));
