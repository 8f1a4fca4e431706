/** How a stream begins, and how it ends; what lies between is left out. No line is in both. */
export interface StreamEnds {
  first: readonly string[];
  last: readonly string[];
}

/** Of both streams of a run. */
export interface OutputEnds {
  stdout: StreamEnds;
  stderr: StreamEnds;
}
