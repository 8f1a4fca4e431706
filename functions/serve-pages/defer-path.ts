/** C5. The form by which a request is moved to a later release; `back`: where it leads afterwards. */
export function deferPath(id: string, back: string): string {
  return `/do/request_defer?id=${id}&back=${encodeURIComponent(back)}`;
}
