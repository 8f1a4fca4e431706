import { openCloud } from '#shared/wiring/cloud.ts';
import { serve } from '#shared/wiring/serve.ts';
import { cloudOutputs } from '#shared/wiring/cloud-outputs.ts';
import { pageTools } from '#shared/wiring/page-tools.ts';
import { createServePages } from './handler.ts';

const cloud = openCloud('serve-pages');
serve('serve-pages', cloud, createServePages(pageTools(cloud, cloudOutputs(cloud))));
