import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDocumentUrl, parsePullRequestUrl } from '#contexts/intake/domain/links.ts';
import { moduleName } from '#contexts/intake/domain/module-name.ts';
import { parseSubmission } from '#contexts/intake/domain/parse-submission.ts';
import { sampleContext, sampleForm } from '#test/support/sample-submission.ts';

const allowed = [{ owner: 'oppia', repository: 'oppia' }];
const taken = { ok: true, value: { owner: 'oppia', repository: 'oppia', number: 123 } };

const unseen = fc.constantFrom('', '\u200b', '\u200e', '\u2060', '\ufeff', '\u00ad');
const schemes = fc.constantFrom('https://', 'http://', 'HTTPS://', '');
const around = fc.constantFrom(['', ''], [' ', '\n'], ['<', '>'], [' <', '> '], ['\t', '']) as fc.Arbitrary<[string, string]>;
const behind = fc.constantFrom(
  '',
  '/',
  '/files',
  '/commits',
  '/commits/0123abc',
  '/files?w=1#diff-2',
  '#issuecomment-5',
  '?a=b&c=d',
  '/checks',
);
const [ID, DOC] = ['1AbC_d-9', 'docs.google.com'];
const docs = fc.constantFrom(
  `${DOC}/document/d/${ID}/edit`,
  `${DOC}/document/u/0/d/${ID}/edit?tab=t.0`,
  `${DOC}/a/example.org/document/d/${ID}`,
  `drive.google.com/open?id=${ID}`,
  `drive.google.com/open?usp=sharing&id=${ID}&x=y`,
  `drive.google.com/file/d/${ID}/view?usp=sharing`,
  `${DOC}/open?id=${ID}`,
);

/** With something between two characters that no eye sees. */
function hidden(text: string, mark: string, at: number): string {
  const place = at % (text.length + 1);
  return `${text.slice(0, place)}${mark}${text.slice(place)}`;
}

describe('I17 what people paste', () => {
  test('I17 a pull request is the same in every spelling', () => {
    fc.assert(
      fc.property(schemes, fc.constantFrom('', 'www.'), behind, around, unseen, fc.nat(), (scheme, www, end, [left, right], mark, at) => {
        const url = `${left}${hidden(`${scheme}${www}github.com/Oppia/oppia/pull/123${end}`, mark, at)}${right}`;
        expect(parsePullRequestUrl(url, allowed)).toEqual(taken);
      }),
    );
  });

  test('I17 a document is the same at each of its addresses', () => {
    fc.assert(
      fc.property(schemes, docs, around, unseen, fc.nat(), (scheme, doc, [left, right], mark, at) => {
        expect(parseDocumentUrl(`${left}${hidden(`${scheme}${doc}`, mark, at)}${right}`)).toEqual({ ok: true, value: ID });
      }),
    );
  });

  test('I17 nothing from another host is ever taken', () => {
    const other = fc.oneof(
      fc.domain(),
      fc.constantFrom(
        'github.com.evil.org',
        'evil.org/github.com',
        'evil.org?https://github.com',
        'evil.org#github.com',
        'user@github.com',
        'github.com:443',
        'github.com@evil.org',
        'gіthub.com',
        'ɡithub.com',
        'github。com',
        'raw.github.com',
        'evilgithub.com',
        'docs.google.com.evil.org',
        'xdrive.google.com',
      ),
    );
    fc.assert(
      fc.property(schemes, other, around, (scheme, host, [left, right]) => {
        fc.pre(!['github.com', 'docs.google.com', 'drive.google.com'].includes(host.toLowerCase()));
        expect(parsePullRequestUrl(`${left}${scheme}${host}/oppia/oppia/pull/123${right}`, allowed).ok).toBe(false);
        expect(parseDocumentUrl(`${left}${scheme}${host}/document/d/${ID}${right}`).ok).toBe(false);
        expect(parseDocumentUrl(`${left}${scheme}${host}/open?id=${ID}${right}`).ok).toBe(false);
      }),
    );
  });

  test('I17 what is not taken is told with what would be, another alphabet in punycode', () => {
    expect(parsePullRequestUrl('https://gіthub.com/oppia/oppia/pull/123', allowed)).toMatchObject({
      message:
        'This is not the address of a pull request, such as https://github.com/owner/repository/pull/123. It leads to xn--gthub-n2e.com.',
    });
    expect(parsePullRequestUrl('https://github.com/oppia/oppia/issues/123', allowed)).toMatchObject({
      message: 'This is not the address of a pull request, such as https://github.com/owner/repository/pull/123.',
    });
    expect(parseDocumentUrl('https://evil.example/document/d/1AbC_d-9')).toMatchObject({
      message: 'This is not the address of a document, such as https://docs.google.com/document/d/…. It leads to evil.example.',
    });
  });

  test('I17 a mail address in another alphabet is told as it would be taken', () => {
    const problemsOf = (email: string): unknown => {
      const parsed = parseSubmission(sampleForm({ contributor: { name: 'Ada', email, githubLogin: 'ada' } }), sampleContext);
      return parsed.ok ? [] : parsed.problems;
    };
    expect(problemsOf('ada@exämple.org')).toMatchObject([
      { path: 'contributor.email', message: 'This is not a plain e-mail address, such as ada@xn--exmple-cua.org.' },
    ]);
    expect(problemsOf('ädä@example.org')).toMatchObject([{ message: 'This is not a plain e-mail address, such as ada@example.org.' }]);
  });

  test('I17 a whole form with what came along is as one without', () => {
    const plain = sampleForm({ pullRequest: 'https://github.com/oppia/oppia/pull/123' });
    const copied = sampleForm({ pullRequest: '\u200b<http://www.github.com/oppia/oppia/pull/123/files> ' });
    expect(parseSubmission(copied, sampleContext)).toEqual(parseSubmission(plain, sampleContext));
    expect(moduleName('\u200bcore/jobs/batch_jobs/topic_migration_jobs.py ')).toBe('topic_migration_jobs');
  });
});
