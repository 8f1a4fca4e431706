import { createKeyring } from '#contexts/access/app/keyring.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { createPageSender } from '#doors/page-sender.ts';
import type { RapDoor } from '#functions/serve-rap/handler.ts';
import { framed, type PageContent } from '#html/document.ts';
import { running } from '#html/script/on-page.ts';
import { stylesheet } from '#html/style.ts';
import { createRapDesk } from '#products/pipelines/app/rap/desk.ts';
import { memberNamed } from '#products/pipelines/app/workspaces.ts';
import { rapFrame } from '#products/pipelines/pages/rap-document.ts';
import { askTools } from './ask-tools.ts';
import type { Installation } from './installation.ts';

/** P5. Undefined while the settings do not switch it on. */
export function rapDoor({ settings, system, now, newId }: Installation, host: CodeHost): RapDoor | undefined {
  if (!settings.pipelines.doors.rap) return undefined;
  const keyring = createKeyring({ system, now, wall: () => performance.now() });
  return {
    async clientOf(token) {
      const found = await keyring.verify(token);
      return found?.kind === 'client' ? { name: found.id.replace(/^client\./, ''), backends: found.backends } : undefined;
    },
    desk: createRapDesk({
      tools: askTools({ system }, host),
      newId,
      memberNamed: (workspace, name) => memberNamed(system, workspace, name),
    }),
    scope: system.rules.pipelines.scope,
    log: system.log,
    sendPage: createPageSender<PageContent>(
      stylesheet,
      running,
    )((content) => framed(content, { ...rapFrame, installation: settings.installation })),
  };
}
