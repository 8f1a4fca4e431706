import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { formPages, intakeOf } from '#shared/wiring/page-tools.ts';
import { createReceiveRequest } from './handler.ts';

guardEveryServer();
const cloud = openCloud('receive-request');
const webhook = { secrets: cloud.secrets.webhookSecrets, wallClock: Date.now };
http('receive-request', createReceiveRequest(cloud.system, intakeOf(cloud), webhook, formPages(cloud, Date.now)));
