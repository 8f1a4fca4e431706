/** Which operation of its subject: whoever owns it finds it by this. What `of` can be, the owner says. */
export interface OperationName {
  of: string;
  id: string;
  /** Number of the lease that it is under, where the id is not its own for ever. */
  fencing?: number;
}
