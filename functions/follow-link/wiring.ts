import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { linkDependencies } from '#functions/wiring/page-dependencies.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createFollowLink } from './handler.ts';

export const followLink: Wiring<{ codeHost: CodeHost }> = {
  dependencies: ['codeHost'],
  open: (installation, { codeHost }) => createFollowLink(linkDependencies(installation, codeHost)),
};
