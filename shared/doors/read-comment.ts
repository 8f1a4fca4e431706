import type { CommentAsk } from '#products/rehearsal/domain/pull-request/comment-ask.ts';

/** I18. What a comment asks for: its first line begins with `/rehearse`. Undefined for any other, so that what is quoted or told about is no command. */
export function readComment(body: string): CommentAsk['asks'] | undefined {
  const [line = ''] = body.split(/[\r\n]/, 1);
  const [, word] = /^\/rehearse(?:[ \t]+(.*))?$/.exec(line.trimEnd()) ?? [];
  if (word === undefined) return line.trimEnd() === '/rehearse' ? 'form' : undefined;
  return word === 'status' ? 'status' : 'help';
}
