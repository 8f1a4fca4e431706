import { giveAnswer, tryCode, undoByLink, wrongCodes } from '#products/rehearsal/app/answer-question.ts';
import { actingByLink } from '#contexts/access/app/act.ts';
import { readDecisionEvidence } from '#products/rehearsal/app/decision-evidence.ts';
import { documentAsShown } from '#products/rehearsal/app/as-shown.ts';
import { readBackend } from '#contexts/backends/app/backends.ts';
import type { Judgement } from '#products/rehearsal/domain/commands.ts';
import { fieldsBefore, readDetails, type ReadDetails } from '#doors/read-answer.ts';
import type { LinkClaims } from '#kernel/questions/claims.ts';
import { documentUrl } from '#products/rehearsal/pages/about.ts';
import { askPage, decidedPage } from '#products/rehearsal/pages/link-page.ts';
import { isAnsweredByReader, linkState, type LinkView } from '#products/rehearsal/pages/link-page/link-view.ts';
import { missingFields, refusalText } from '#products/rehearsal/pages/link-page/problems.ts';
import { readJudgements, readUndone } from '#products/rehearsal/pages/link-page/read-judgements.ts';
import { togetherPage } from '#products/rehearsal/pages/link-page/together.ts';
import { knownZone } from '#html/times.ts';
import type { Asker, Fields, Followed, Given, LinkDoor, Read } from './asker.ts';
import type { LinkDependencies } from './dependencies.ts';

/** The door of an installation: requests are what asks people by link. */
export function doorOf(dependencies: LinkDependencies): LinkDoor {
  const { system, links } = dependencies;
  return {
    links,
    wrongCodes: (claims) => wrongCodes(system, claims),
    tryCode: (claims, isRight) => tryCode(system, claims, isRight),
    askers: { request: requestAsker(dependencies) },
  };
}

function requestAsker(dependencies: LinkDependencies): Asker {
  const { system, links, outputs, requestUrl, timeZone } = dependencies;
  const { store, rules } = system;
  return {
    async look(asking) {
      const { claims, path } = asking;
      const document = await store.get({ collection: 'requests', id: claims.subject.id });
      if (document === undefined) return { dead: 'unknown' };
      const { state } = documentAsShown(document);
      const wrong = 'wrongCodes' in asking ? asking.wrongCodes() : undefined;
      const [now, wrongCodes, backend] = await Promise.all([store.now(), wrong, readBackend(system, state.backend)]);
      const found = linkState(state, claims, { rules, now, ...(wrongCodes === undefined ? {} : { wrongCodes }) });
      const statusUrl = 'signedIn' in asking ? requestUrl(state.id) : links.statusUrl(state.id);
      if (found.standing === 'dead') return found.reason === 'unknown' ? { dead: 'unknown' } : { dead: found.reason, statusUrl };
      const reader = rules.people.find(({ id }) => id === claims.person);
      const evidence = found.standing === 'open' ? { evidence: await readDecisionEvidence(system, outputs, state, found.question) } : {};
      const view: LinkView = {
        state,
        ...evidence,
        rules,
        statusUrl,
        when: { now, timeZone: knownZone(reader?.timeZone, timeZone) },
        backend,
        ...('signedIn' in asking ? { signedIn: asking.signedIn } : {}),
        question: found.question,
        action: found.action,
        person: { id: claims.person, name: reader?.name ?? state.submission.contributor.name },
      };
      const under = 'signedIn' in asking ? asking.signedIn.actingIn(system) : actingByLink(system, claims);
      return followed({ ...dependencies, system: under }, { claims, path, standing: found.standing }, view);
    },
  };
}

function followed(dependencies: LinkDependencies, at: Pick<Followed, 'claims' | 'path' | 'standing'>, view: LinkView): Followed {
  const { question, action, state } = view;
  const isTogether = question.kind === 'verdicts';
  const undoPath = `${at.path}/undo`;
  const nothing = { values: new Map<string, string>(), problems: new Map<string, string>() };
  const startingFields = fieldsBefore(action, state, documentUrl(state.submission));
  return {
    ...at,
    startingFields,
    isAnsweredByReader: isAnsweredByReader(view),
    openPage: (typed) => (isTogether ? togetherPage(view, typed, { path: undoPath, typed: nothing }) : askPage(view, typed)),
    answeredPage(typed) {
      const undo = { path: undoPath, typed };
      return isTogether ? togetherPage(view, nothing, undo) : decidedPage(view, undo);
    },
    read: (typed) => readGiven(dependencies, at.claims, view, readAnswer(view, typed, startingFields)),
    undo: (typed) => (at.standing !== 'answered' && !isTogether ? undefined : readUndo(dependencies, at.claims, readUndone(view, typed))),
  };
}

function readAnswer(view: LinkView, typed: Fields, before: Fields): ReadDetails {
  const given = readDetails(view.action, typed, { state: view.state, rules: view.rules, now: view.when.now, before });
  if (view.question.kind === 'verdicts') {
    const { judgements, problems } = readJudgements(view, typed);
    return { details: { ...given.details, judgements }, problems };
  }
  return { details: given.details, problems: new Map([...missingFields(view, typed), ...given.problems]) };
}

function readGiven({ system, codeHost }: LinkDependencies, claims: LinkClaims, view: LinkView, { details, problems }: ReadDetails): Read {
  return {
    problems,
    isSaid: details.judgements?.length === 0 && isAnsweredByReader(view),
    async give(): Promise<Given> {
      const outcome = await giveAnswer(
        system,
        codeHost,
        claims,
        details,
        commandId(claims, details.judgements),
        view.signedIn === undefined ? undefined : {},
      );
      return outcome?.outcome === 'refused' ? { given: false, problems: refusalText(outcome.refusal) } : { given: true };
    },
  };
}

/** Sent twice, it is one decision: of several verdicts, those that are given say which one. */
function commandId(claims: LinkClaims, judgements: readonly Judgement[] | undefined): string {
  const given = judgements?.map(({ question, action }) => `:${question}${action}`).join('') ?? '';
  return `link:${claims.question}:${claims.action}:${claims.person}${given}`;
}

function readUndo({ system }: LinkDependencies, claims: LinkClaims, only: readonly number[] | undefined): Read {
  const id = `undo:${claims.question}:${claims.person}${only === undefined ? '' : `:${only.join('.')}`}`;
  return {
    problems: new Map(only?.length === 0 ? [['', 'Choose at least one job.']] : []),
    async give(): Promise<Given> {
      const outcome = await undoByLink(system, claims, id, only);
      if (outcome?.outcome !== 'refused') return { given: true };
      return { given: false, problems: new Map([['', `It cannot be undone: ${outcome.refusal.message}.`]]) };
    },
  };
}
