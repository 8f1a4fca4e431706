import type { OutputStore } from '#ports/output-store.ts';
import { pageTools } from '#shared/wiring/page-tools.ts';
import type { Wiring } from '#shared/wiring/wiring.ts';
import { createServePages } from './handler.ts';

export const servePages: Wiring<{ outputs: OutputStore }> = {
  tools: ['outputs'],
  open: (installation, { outputs }) => createServePages(pageTools(installation, outputs)),
};
