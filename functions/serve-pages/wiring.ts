import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { pageDependencies } from '#functions/wiring/page-dependencies.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createServePages } from './handler.ts';

export const servePages: Wiring<{ outputs: OutputStore }> = {
  dependencies: ['outputs'],
  open: (installation, { outputs }) => createServePages(pageDependencies(installation, outputs)),
};
