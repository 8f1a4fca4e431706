/** G7. One thing that keeps a gate from passing, named so exactly that another one is told from it. */
export interface Hindrance {
  what: HindranceKind;
  /** Of the check, person, label, file … that it is about; empty where there is but one. */
  name: string;
}

export type HindranceKind =
  | 'draft'
  | 'closed'
  | 'merged'
  /** There is no such pull request, or no commit of it. */
  | 'missing'
  /** The host could not be asked. */
  | 'unseen'
  | 'label'
  | 'red'
  /** Required, and not reported yet. */
  | 'absent'
  /** A maintainer has to let it run. */
  | 'held'
  | 'running'
  /** The host does not show it to us. */
  | 'hidden'
  | 'no_checks'
  | 'changes'
  | 'review'
  | 'approval'
  | 'problem'
  | 'untested'
  | 'no_audit'
  /** So many more, and which: a waiver of these covers no others. */
  | 'more'
  /** Of a gate that was recorded before hindrances were: its sentence. */
  | 'said';
