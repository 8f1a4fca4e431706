/** I13. Submissions a day: of one contributor, for one pull request, in all. */
export interface Limits {
  perContributor: number;
  perChange: number;
  perDay: number;
}

/** Which budget is used up. */
export interface Budget {
  of: 'proven' | 'unproven';
  per: keyof Limits;
  limit: number;
}
