import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { operatorWithToken } from '#doors/who-is.ts';
import type { ApiDoor } from '#functions/serve-api/door.ts';
import { operate } from '#functions/serve-operations/operate.ts';
import type { Installation } from './installation.ts';
import { operatorDoor } from './operator-door.ts';

/** P1. What operators ask for by any door, as programs ask for it. */
export function apiDoor(installation: Installation, host: CodeHost): ApiDoor {
  const { system } = installation;
  const { operatorOf, signInUrl, ...tools } = operatorDoor(installation, host);
  return {
    callerOf(authorization) {
      const name = operatorOf(authorization);
      return Promise.resolve(name === undefined ? undefined : operatorWithToken(name, system.rules.roles));
    },
    operate: (who, asked) => operate(system, { ...tools, who, signInUrl: () => signInUrl(who.id) }, asked),
  };
}
