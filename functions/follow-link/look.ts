import { wrongCodes } from '#products/rehearsal/app/answer-question.ts';
import { documentAsShown } from '#products/rehearsal/app/as-shown.ts';
import { readBackend } from '#products/rehearsal/app/read-request.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { isId } from '#contexts/access/ids.ts';
import { linkPath, type LinkSigner } from '#doors/action-links.ts';
import type { OperatorKeys } from '#doors/operator-keys.ts';
import type { LinkClaims } from '#kernel/questions/claims.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { DeadReason } from '#kernel/questions/judge.ts';
import { linkStanding, type LinkView } from '#products/rehearsal/pages/link-page/link-view.ts';
import { knownZone } from '#products/rehearsal/pages/times.ts';

export interface LinkTools {
  system: System;
  /** G9. Where the gates are looked at anew for a decision. */
  codeHost: CodeHost;
  links: LinkSigner;
  /** X6. Those who are signed in order mails again from a request's page, too. */
  operators: OperatorKeys;
  installation: string;
  /** For readers without a time zone of their own. */
  timeZone: string;
}

/** A link that leads to a question, and where it is. */
export interface Followed {
  claims: LinkClaims;
  view: LinkView;
  standing: 'open' | 'answered';
  path: string;
}

export type Looked = Followed | { dead: DeadReason; statusUrl?: string };

/** What a link leads to, as it is now. */
export async function look({ system, links, installation, timeZone }: LinkTools, token: string): Promise<Looked> {
  const claims = isId('link', token) ? links.parse(token) : undefined;
  if (claims === undefined) return { dead: 'unknown' };
  const { store, rules } = system;
  const document = await store.get({ collection: 'requests', id: claims.subject.id });
  if (document === undefined) return { dead: 'unknown' };
  const state = documentAsShown(document).state;
  const [now, wrong, { state: backend }] = await Promise.all([store.now(), wrongCodes(system, claims), readBackend(system, state.backend)]);
  const found = linkStanding(state, claims, { rules, now, wrongCodes: wrong });
  const statusUrl = links.statusUrl(state.id);
  if (found.standing === 'dead') return found.reason === 'unknown' ? { dead: 'unknown' } : { dead: found.reason, statusUrl };
  const reader = rules.people.find(({ id }) => id === claims.person);
  const view: LinkView = {
    installation,
    state,
    rules,
    statusUrl,
    when: { now, timeZone: knownZone(reader?.timeZone, timeZone) },
    backend,
    question: found.question,
    action: found.action,
    person: { id: claims.person, name: reader?.name ?? state.submission.contributor.name },
  };
  return { claims, view, standing: found.standing, path: `${linkPath}${token}` };
}
