import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { linkDependencies } from '#functions/wiring/page-dependencies.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createFollowLink } from './handler.ts';

export const followLink: Wiring<{ codeHost: CodeHost; outputs: OutputStore }> = {
  dependencies: ['codeHost', 'outputs'],
  open: (installation, tools) => createFollowLink(linkDependencies(installation, tools)),
};
