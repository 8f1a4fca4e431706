/** R9. What the action needs is not to be had here, however often it is asked for. */
export class NeverHad extends Error {}

/** What a registry, a code host, docker, podman and git say of a way that is closed just now; whatever else is said beside it. */
const AWAY =
  /dial tcp|lookup |no such host|could not resolve|temporary failure|timed? ?out|deadline exceeded|refused|reset by peer|unreachable|unexpected EOF|TLS handshake|toomanyrequests|rate limit|\b(?:408|429|50[0-4])\b|server misbehaving|remote end hung up/i;

/** And of what is not there, or not for us, or something else than was asked for. */
const NEVER =
  /manifest unknown|manifest for .* not found|: not found$|name unknown|does not exist|no such (?:image|manifest)|pull access denied|\bdenied\b|unauthorized|authentication (?:required|failed)|\b(?:401|403|404)\b|invalid reference format|repository .* not found|could not read username|couldn't find remote ref|(?:digest|verification) (?:mismatch|failed|did not match|does not match)|unexpected digest|no matching manifest|did not resolve to an alias/im;

/** What nobody knows may be better the next time: that is tried again, which is bounded. */
export function isNever(said: string): boolean {
  return !AWAY.test(said) && NEVER.test(said);
}
