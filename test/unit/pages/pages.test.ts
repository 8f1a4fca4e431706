import { describe, expect, test } from '@jest/globals';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import { parseSubmission } from '#contexts/intake/domain/parse-submission.ts';
import { actionsFor } from '#products/rehearsal/domain/possible-actions.ts';
import { newBackend } from '#contexts/backends/domain/state.ts';
import { boardPage } from '#products/rehearsal/pages/board.ts';
import { listPage } from '#products/rehearsal/pages/board/list-page.ts';
import { formOfRequest, formPage } from '#products/rehearsal/pages/form-page.ts';
import { formView } from '#products/rehearsal/pages/form-page/make-view.ts';
import { askPage } from '#products/rehearsal/pages/link-page.ts';
import { statusPage } from '#products/rehearsal/pages/status-page.ts';
import { stylesheet } from '#html/style.ts';
import { toFormFields } from '#doors/form-prefill.ts';
import { allMails, plainWords, submissionWith } from '#test/support/mail-stories.ts';
import { answers, begin, contributor, recordGates, type Story } from '#test/support/given-request.ts';
import { naughtyStrings } from '#test/support/naughty-strings.ts';
import { accessibilityFaults, skeleton } from '#test/support/page-check.ts';
import { fullForm, sampleContext } from '#test/support/sample-submission.ts';
import type { Words } from '#test/support/wanted-mail.ts';
import { framedPage } from '#test/support/framed-page.ts';

const operations = {
  dead: [],
  deadCount: 3,
  deadSince: 1,
  silent: [
    { backend: 'local', never: false, since: 1 },
    { backend: 'backup', never: true, since: 1 },
  ],
  refused: { count: 17, isLeast: true, since: 1, said: '550 no' },
};

function pagesOf({ state, rules, now, timeline }: Story): string[] {
  const when = { now, timeZone: 'UTC' };
  const typed = {
    values: new Map([['comment', state.submission.reason ?? '']]),
    problems: new Map([['comment', state.submission.reason ?? 'x']]),
  };
  const entries = timeline.map((entry) => ({ ...entry, requestId: state.id, by: contributor, commandId: 'c', command: 'x' }));
  const document: RequestDocument = {
    id: state.id,
    version: state.version,
    status: state.status,
    queueRank: '',
    pullRequestKey: '',
    submittedAt: now,
    updatedAt: now,
    commands: [],
    state,
  };
  const fields = toFormFields(formOfRequest(state));
  const problems = [{ path: state.submission.reason ?? '', code: 'x', message: state.submission.reason ?? '' }];
  return [
    ...state.questions.flatMap((question) =>
      actionsFor(question.kind).map((action) =>
        askPage({ state, rules, when, question, action, person: { id: 'grace', name: 'Grace' }, statusUrl: 'https://x.example/s' }, typed),
      ),
    ),
    statusPage({ state, rules, when, timeline: entries, mails: [] }),
    boardPage({
      groups: [{ status: state.status, count: 12, documents: [document] }],
      decided: [document],
      decidedCount: 1,
      backends: [{ slug: 'local', commands: [], state: newBackend('local'), waiting: 1, holder: document }],
      forecast: [],
      operations,
      responses: [],
      cuts: [],
      isWhole: false,
      rules,
      when,
      requestUrl: () => 'https://x.example/s',
    }),
    listPage({
      operations,
      backends: [],
      filter: { q: state.submission.contributor.name.slice(0, 100), after: 'one' },
      documents: [document],
      count: 1,
      beyond: 1,
      next: 'two',
      isWhole: true,
      rules,
      when,
      requestUrl: () => 'https://x.example/s',
    }),
    formPage(formView({ rules, timeZone: 'UTC' }, { fields, now, problems })),
  ].map(framedPage);
}

function storyWith(words: Words): Story {
  const story = begin({ submission: submissionWith(words) });
  recordGates(story);
  return story;
}

describe('pages', () => {
  test('X2 no hostile text changes what a page is made of', () => {
    const plain = pagesOf(storyWith(plainWords)).map(skeleton);
    for (const hostile of naughtyStrings.filter((text, at) => text.trim() !== '' && at % 5 === 0)) {
      const words = { name: hostile, prose: `${hostile}\n${hostile}`, output: hostile };
      expect(pagesOf(storyWith(words)).map(skeleton)).toEqual(plain);
    }
  });

  test('W2 pages of every state have landmarks, headings in order, labels, and nothing points at nothing', () => {
    const seen = new Set<string>();
    for (const { input } of allMails()) {
      const key = JSON.stringify(input.state);
      if (seen.has(key)) continue;
      seen.add(key);
      for (const page of pagesOf({ ...input, timeline: [], wanted: [], nextFencing: 1 })) {
        expect(accessibilityFaults(page)).toEqual([]);
        // Of what people read: a script has words of its own.
        expect(page.replaceAll(/<script>[^]*?<\/script>/g, '')).not.toMatch(/undefined|\[object|NaN/);
      }
    }
    expect(seen.size).toBeGreaterThan(8);
  });

  test('I12 A4 a request’s answers make the same request again', () => {
    const first = parseSubmission(fullForm(), sampleContext);
    if (!first.ok) throw new Error('the sample does not pass');
    const state = { ...begin().state, submission: first.submission };
    const again = parseSubmission(
      { ...formOfRequest(state), submissionId: first.submission.submissionId, testedLocally: true },
      sampleContext,
    );
    expect(again).toMatchObject({ ok: true, submission: first.submission });
  });

  test('W2 colours keep a contrast of 4.5 : 1', () => {
    const colours = new Map([...stylesheet.matchAll(/--([a-z]+): (#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]));
    const pairs = [
      ['ink', 'paper'],
      ['ink', 'ground'],
      ['quiet', 'paper'],
      ['quiet', 'ground'],
      ['link', 'paper'],
      ['link', 'ground'],
      ['paper', 'link'],
      ['paper', 'bad'],
      ['good', 'goodback'],
      ['bad', 'badback'],
      ['wait', 'waitback'],
      ['ink', 'badback'],
      ['ink', 'waitback'],
      ['link', 'badback'],
      ['quiet', 'badback'],
      ['bad', 'paper'],
    ];
    for (const [front = '', back = ''] of pairs)
      expect({ front, back, ok: contrast(colours.get(front) ?? '', colours.get(back) ?? '') >= 4.5 }).toEqual({ front, back, ok: true });
  });
});

/** WCAG 2: relative luminance of both, lighter over darker. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('W1 Q3 a request that waits for a backend', () => {
  function page(backends: Story['rules']['backends'], silentFor?: number): string {
    const story = begin();
    recordGates(story);
    answers(story, 'grace', 'review', 'accept');
    const { state, now } = story;
    const rules = { ...story.rules, backends, silentAfter: 4 * 60_000 };
    return framedPage(
      statusPage({
        ...(silentFor === undefined ? {} : { backend: { state: newBackend('local'), lastSeenAt: now - silentFor } }),
        state,
        rules,
        when: { now, timeZone: 'UTC' },
        timeline: [],
        mails: [],
        queue: { position: 1, of: 2, estimatedStart: now },
      }),
    );
  }

  test('W1 Q3 B6 says so when that has left the settings, who has to act, and promises no time', () => {
    const { backends } = begin().rules;
    expect(page(backends)).toContain('Place <strong>1</strong> of 2');
    const stranded = page(backends.filter(({ slug }) => slug !== 'local'));
    expect(stranded).toContain('no longer in the settings');
    expect(stranded).toContain('The server-jobs admins');
    expect(stranded).not.toContain('Place <strong>');
    expect(stranded).not.toContain('It will start');
  });

  test('B9 W1 Q3 says so when its agent is silent, who has to act, and promises no time', () => {
    const agents = begin().rules.backends.map((rule) => ({ ...rule, executor: 'agent' as const }));
    const heard = page(agents, 60_000);
    expect(heard).toContain('It will start');
    expect(heard).not.toContain('has not reported');
    const silent = page(agents, 5 * 60_000);
    expect(silent).toContain('The agent of local has not reported since');
    expect(silent).toContain('An operator: the agent has to be restarted');
    expect(silent).toContain('Place <strong>1</strong> of 2');
    expect(silent).not.toContain('It will start');
  });
});
