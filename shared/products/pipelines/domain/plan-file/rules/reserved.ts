/** What somebody asks for who wants all actions. */
export const RESERVED = 'run_all';
