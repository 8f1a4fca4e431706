import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { linkTools } from '#functions/wiring/page-tools.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createFollowLink } from './handler.ts';

export const followLink: Wiring<{ codeHost: CodeHost }> = {
  tools: ['codeHost'],
  open: (installation, { codeHost }) => createFollowLink(linkTools(installation, codeHost)),
};
