import { createKeyring } from '#contexts/access/app/keyring.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { operatorWithToken } from '#doors/who-is.ts';
import type { ApiDoor } from '#functions/serve-api/door.ts';
import { askRight, operate } from '#functions/serve-operations/operate.ts';
import { createPageSender } from '#doors/page-sender.ts';
import { apiFrame } from '#functions/serve-api/pages.ts';
import { framed, type PageContent } from '#html/document.ts';
import { running } from '#html/script/on-page.ts';
import { stylesheet } from '#html/style.ts';
import { createRates } from '#doors/rates.ts';
import { behindToken } from './programs.ts';
import type { Installation } from './installation.ts';
import { operatorDoor } from './operator-door.ts';

/** P1. Of one token, at one instance. */
const CALLS_PER_MINUTE = 600;

/** P1. What operators ask for by any door, as programs ask for it. */
export function apiDoor(installation: Installation, host: CodeHost, outputs: OutputStore): ApiDoor {
  const { system, operators, settings } = installation;
  const keyring = createKeyring({ system, now: installation.now, wall: () => performance.now() });
  const tools = { ...operatorDoor(installation, host), outputs };
  // X6: a program or a person may have the name of an operator, and is none.
  const signInUrl = (who: Principal): string | undefined => {
    const key = who.kind === 'operator' ? operators.signInKey(who.id) : undefined;
    return key === undefined ? undefined : `${settings.publicUrl}/board?key=${key}`;
  };
  return {
    async callerOf(authorization) {
      const name = operators.operatorOf(authorization);
      return name === undefined ? behindToken(system, await keyring.verify(authorization)) : operatorWithToken(name, system.rules.roles);
    },
    cursors: installation.links,
    rates: createRates(CALLS_PER_MINUTE, () => performance.now()),
    sendPage: createPageSender<PageContent>(
      stylesheet,
      running,
    )((content) => framed(content, { ...apiFrame, installation: settings.installation })),
    async refusalOf(who, asked) {
      const said = await askRight(system, { who, placeOf: tools.placeOf }, asked);
      return 'refusal' in said ? said.refusal : undefined;
    },
    operate: (who, asked, newId = tools.newId) => operate(system, { ...tools, newId, who, signInUrl: () => signInUrl(who) }, asked),
  };
}
