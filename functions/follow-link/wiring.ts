import type { CodeHost } from '#ports/code-host.ts';
import { linkTools } from '#shared/wiring/page-tools.ts';
import type { Wiring } from '#shared/wiring/wiring.ts';
import { createFollowLink } from './handler.ts';

export const followLink: Wiring<{ codeHost: CodeHost }> = {
  tools: ['codeHost'],
  open: (installation, { codeHost }) => createFollowLink(linkTools(installation, codeHost)),
};
