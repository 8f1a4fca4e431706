import { openCloud } from '#shared/wiring/cloud.ts';
import { cloudCodeHost } from '#shared/wiring/cloud-code-host.ts';
import { linkTools } from '#shared/wiring/page-tools.ts';
import { serve } from '#shared/wiring/serve.ts';
import { createFollowLink } from './handler.ts';

const cloud = openCloud('follow-link');
serve('follow-link', cloud, createFollowLink(linkTools(cloud, cloudCodeHost(cloud))));
