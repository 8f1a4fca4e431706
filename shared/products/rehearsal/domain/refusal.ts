/** An expected no, with what a person needs to understand it. `code` is stable. */
export interface Refusal {
  code:
    | 'unknown_question'
    | 'already_answered'
    | 'no_longer_asked'
    /** N3, X7. It expired, was locked, or there are newer ones. */
    | 'link_dead'
    | 'not_allowed'
    | 'author_decides_nothing'
    | 'comment_missing'
    | 'detail_missing'
    | 'override_missing'
    | 'second_admin_needed'
    | 'not_approvable'
    | 'too_late'
    | 'irreversible'
    | 'stale'
    /** G9. */
    | 'gates_fallen'
    | 'host_unreachable'
    | 'not_looked'
    /** G7. */
    | 'not_waivable'
    | 'gates_changed'
    | 'not_possible_now';
  message: string;
}

export function refuse(code: Refusal['code'], message: string): { refused: Refusal } {
  return { refused: { code, message } };
}
