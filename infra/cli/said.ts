export interface Said {
  code: 0 | 1 | 2 | 3 | 4;
  out: string;
  err: string;
}
