import { beginOperatorSession } from '#contexts/access/app/own-sessions.ts';
import type { SessionRing } from '#contexts/access/app/session-ring.ts';
import type { SessionRules } from '#contexts/access/domain/account/session.ts';
import { browserName } from '#doors/browser-name.ts';
import type { OperatorSignIn } from '#doors/operator-sign-in.ts';
import { cookieText } from '#doors/session-cookie.ts';
import type { Visitors } from '#doors/visitors.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { newSecret } from './random-ids.ts';
import type { System } from '#products/rehearsal/app/system.ts';

interface Options {
  system: System;
  ring: Pick<SessionRing, 'forget'>;
  visitors: Pick<Visitors, 'find'>;
  rules: SessionRules;
  /** Browsers send the cookie over https alone. */
  secure: boolean;
}

/** X6, W3. Operators' sessions are like those of people: they are listed, end, and are new at each sign-in. */
export function operatorSignInOf({ system, ring, visitors, rules, secure }: Options): OperatorSignIn {
  return async (request, { name, bond }) => {
    const visitor = await visitors.find(request);
    const text = await beginOperatorSession({ kernel: kernelOf(system), ring }, rules, {
      name,
      bond,
      secret: newSecret(),
      from: browserName(request.headers['user-agent']),
      before: visitor && { who: visitor.who, number: visitor.session.number },
    });
    return cookieText([text], { secure, maxAge: rules.absolute / system.timeScale });
  };
}
