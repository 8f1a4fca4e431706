/** Resolves with true when it got out. An error is a way that was barred. */
export type Attempts = Record<string, () => boolean | Promise<boolean>>;
