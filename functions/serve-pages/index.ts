import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudOutputs } from '#shared/wiring/cloud-outputs.ts';
import { pageTools } from '#shared/wiring/page-tools.ts';
import { createServePages } from './handler.ts';

guardEveryServer();
const cloud = openCloud('serve-pages');
// Anybody can open the board, so it does not open requests: their pages need their own links.
http('serve-pages', createServePages(pageTools(cloud, cloudOutputs(cloud), false)));
