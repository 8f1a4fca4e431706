import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { pageTools } from '#functions/wiring/page-tools.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createServePages } from './handler.ts';

export const servePages: Wiring<{ outputs: OutputStore }> = {
  tools: ['outputs'],
  open: (installation, { outputs }) => createServePages(pageTools(installation, outputs)),
};
