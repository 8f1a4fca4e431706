/** X4: static messages with data beside, one JSON object a line; never output, tokens or command parameters. */
export function log(message: string, data: Record<string, string | number | boolean> = {}): void {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), message, ...data })}\n`);
}

export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 200);
  const inner = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${inner}`.slice(0, 200);
}
