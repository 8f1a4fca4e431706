import { Composer, Lexer, Parser, type CST, type Document, type ParsedNode } from 'yaml';
import { DEEPEST, MOST_LEXEMES } from '#products/pipelines/domain/plan-file/limits.ts';
import type { Findings } from '#products/pipelines/domain/plan-file/problem.ts';
import { tooDeep } from '#products/pipelines/domain/plan-file/yaml/tree.ts';
import { refuseErrors, refuseUnprintable } from '#products/pipelines/domain/plan-file/yaml/syntax.ts';

/** YAML 1.2's own types alone; keys that stand twice, merge keys and aliases are looked at by tree.ts, which does it in linear time. */
const OPTIONS = { version: '1.2', schema: 'core', uniqueKeys: false, merge: false, resolveKnownTags: false, prettyErrors: false } as const;

/** The one document of the text: undefined where it cannot be read, which is then among the findings. */
export function parseYaml(text: string, findings: Findings): Document.Parsed<ParsedNode> | undefined {
  if (refuseUnprintable(text, findings)) return undefined;
  const tokens = tokensOf(text, findings);
  if (tokens === undefined) return undefined;
  const documents = composer().compose(tokens, true, text.length);
  const { value: document } = documents.next();
  const { value: second } = documents.next();
  if (second !== undefined) findings.refuse({ rule: 'Y10', at: second.range[0], message: 'more than one document in the file' });
  if (document === undefined || refuseErrors(text, document, findings) || second !== undefined) return undefined;
  return document;
}

/** An error is an object with its stack, and a text can have as many as it has signs: what comes after the first is not kept. */
const MOST_ERRORS = 100;

function composer(): Composer<ParsedNode> {
  const own = new Composer<ParsedNode>(OPTIONS);
  const keep = own['onError'] as (...error: unknown[]) => void;
  let count = 0;
  own['onError'] = (...error: unknown[]) => {
    if ((count += 1) <= MOST_ERRORS) keep(...error);
  };
  return own;
}

/** Undefined where there are too many of them, or they lie too deep in one another, for what comes after. */
function tokensOf(text: string, findings: Findings): CST.Token[] | undefined {
  const lexer = new Lexer();
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let isScalar = false;
  let count = 0;
  let errors = 0;
  for (const lexeme of lexer.lex(text)) {
    if ((count += 1) > MOST_LEXEMES)
      return findings.refuse({ rule: 'L02', at: parser.offset, message: `the file holds more than ${MOST_LEXEMES} signs and names` });
    for (const token of parser.next(lexeme)) if (token.type !== 'error' || (errors += 1) <= MOST_ERRORS) tokens.push(token);
    if (parser.stack.length > DEEPEST) return findings.refuse({ ...tooDeep, at: parser.offset });
    // Y03. In flow collections indentation means nothing to the plans that are out there; the lexer would end one at a line that begins too far left.
    const opens = !isScalar && (lexeme === '[' || lexeme === '{');
    if (opens || lexer['flowLevel'] > 0) lexer['indentNext'] = 0;
    isScalar = lexeme === '\u001F';
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}
