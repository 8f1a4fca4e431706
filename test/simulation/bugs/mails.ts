import type { Bug } from './bug.ts';

/** N1, N4: what people are told, and what the sheet says. */
export const mailBugs: readonly Bug[] = [
  {
    name: 'mail-ledger-skipped',
    file: 'shared/contexts/telling/app/delivered.ts',
    find: "if (outcome.state === 'accepted') return { result: 'done', ...written };",
    replace: "if (outcome.state === 'accepted') return { result: 'done' };",
    why: 'the mail server has the mail, so why write it down',
  },
  {
    name: 'refused-mail-counts-as-sent',
    file: 'shared/contexts/telling/app/delivered.ts',
    find: "if (outcome.state === 'accepted') return { result: 'done', ...written };",
    replace: "if (outcome.state !== 'unknown') return { result: 'done', ...written };",
    why: 'the server answered, and nobody read what it said',
  },
  {
    name: 'unknown-mail-not-sent-again',
    town: { requests: 3, on: { lost: true } },
    file: 'shared/contexts/telling/app/delivered.ts',
    find: "if (outcome.state === 'accepted') return { result: 'done', ...written };",
    replace: "if (outcome.state !== 'rejected') return { result: 'done', ...written };",
    why: 'it will have arrived',
  },
  {
    name: 'message-id-by-attempt',
    file: 'shared/contexts/telling/app/mail-ledger.ts',
    find: 'return messageId(work.key, domain);',
    replace: 'return messageId(`${work.key}.${work.attempt}`, domain);',
    why: 'the same mail sent again looks like a second one',
  },
  {
    name: 'unproven-address-told-everything',
    file: 'shared/products/rehearsal/domain/mail/reader.ts',
    find: "if (state.status === 'waiting_for_confirmation' && template",
    replace: "if (state.status === 'withdrawn' && template",
    why: 'whoever types a stranger’s address into the form makes us write to them',
    also: [
      {
        file: 'shared/products/rehearsal/domain/facts/intake.ts',
        find: 'return mustBeAsked(fact.via, fact.submission.contributor) ? [] : received();',
        replace: 'return received();',
      },
    ],
  },
  {
    name: 'row-appended',
    file: 'shared/products/rehearsal/app/performers/update-sheet.ts',
    find: 'key: sheetKey(state.id, job.step),',
    replace: 'key: sheetKey(`${state.id}${state.version}`, job.step),',
    why: 'each update is a new row at the end of the sheet',
  },
  {
    name: 'digest-without-the-others',
    town: { requests: 3, settings: { quiet: true } },
    file: 'shared/contexts/telling/app/send-mail.ts',
    find: 'person, now: work.now }, others);',
    replace: 'person, now: work.now }, []);',
    why: 'the list says that they were brought, and the mail has only the one that brought them',
  },
  {
    name: 'approval-not-on-the-sheet',
    file: 'shared/products/rehearsal/domain/facts/verdicts.ts',
    find: "evolve: withJob(approvedJob), shown: 'both' }",
    replace: "evolve: withJob(approvedJob), shown: 'pull_request' }",
    why: 'the row is written when the verdict is asked for, and never again',
    also: [
      {
        file: 'shared/products/rehearsal/domain/facts/ends.ts',
        find: "    shown: 'both',\n    events: () => [{ type: 'request.approved' }],",
        replace: "    shown: 'pull_request',\n    events: () => [{ type: 'request.approved' }],",
      },
    ],
  },
  {
    name: 'sheet-row-of-the-past',
    file: 'shared/products/rehearsal/app/performers/update-sheet.ts',
    find: 'return async ({ state }) => {',
    replace:
      'return async ({ state: now }) => {\n' +
      '    const known = seen.get(system) ?? new Map<string, RequestState>();\n' +
      '    const state = known.get(now.id) ?? now;\n' +
      '    seen.set(system, known.set(now.id, state));',
    also: [
      {
        file: 'shared/products/rehearsal/app/performers/update-sheet.ts',
        find: 'export function sheetRows(',
        replace: 'const seen = new WeakMap<System, Map<string, RequestState>>();\n\nexport function sheetRows(',
      },
    ],
    why: 'a cache in front of the store saves a read',
  },
];
