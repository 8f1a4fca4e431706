import type { Document, YAMLError } from 'yaml';
import type { Finding, Findings } from '#products/pipelines/domain/plan-file/problem.ts';

/** What YAML 1.2 does not allow in a text (c-printable), and halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\0-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFFFE\uFFFF]|\p{Surrogate}/u;

/** Errors after the first few say mostly the same again. */
const MOST_SHOWN = 20;

export function refuseUnprintable(text: string, { refuse }: Findings): boolean {
  const found = UNPRINTABLE.exec(text);
  if (found === null) return false;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  refuse({ rule: 'Y01', at: found.index, message: `YAML syntax: the character U+${code} is not allowed` });
  return true;
}

/** Whether it has errors that leave nothing to go on with; a tag that is not known is refused, and is none of those. */
export function refuseErrors(text: string, document: Document, { refuse }: Findings): boolean {
  const [tags, errors] = [document.warnings, document.errors].map((list) => list.filter((one) => isTag(one)));
  for (const one of [...(tags ?? []), ...(errors ?? [])]) refuse({ ...tagFinding(one), at: one.pos[0] });
  const syntax = document.errors.filter((one) => !isTag(one));
  const version = document.directives?.yaml.version;
  for (const one of syntax.slice(0, MOST_SHOWN)) refuse(syntaxFinding(text, one));
  if (version === undefined || version === '1.2') return syntax.length > 0;
  refuse({ rule: 'Y01', at: 0, message: `the file says that it is YAML ${version}; it is read as YAML 1.2 only` });
  return true;
}

function isTag({ code }: YAMLError): boolean {
  return code === 'TAG_RESOLVE_FAILED';
}

function tagFinding({ message }: YAMLError): Pick<Finding, 'rule' | 'message' | 'hint'> {
  return { rule: 'Y11', message: `unknown tag: ${message}`, hint: 'Leave the tag out.' };
}

function syntaxFinding(text: string, { code, message, pos: [at] }: YAMLError): Finding {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const [indent = ''] = /^[ \t]*/.exec(text.slice(start, start + 1000)) ?? [];
  if (code === 'TAB_AS_INDENT' || indent.includes('\t'))
    return { rule: 'Y08', at, message: `YAML syntax: a tab as indentation: ${message}`, hint: 'Indent with spaces.' };
  return { rule: 'Y01', at, message: `YAML syntax: ${message}` };
}
