import { http } from '@google-cloud/functions-framework';
import { guardEveryServer } from '#edge/guard-door.ts';
import { openCloud } from '#shared/wiring/cloud.ts';
import { linkTools } from '#shared/wiring/page-tools.ts';
import { createFollowLink } from './handler.ts';

guardEveryServer();
http('follow-link', createFollowLink(linkTools(openCloud('follow-link'))));
