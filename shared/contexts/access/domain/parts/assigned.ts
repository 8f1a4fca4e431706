/** Who looks after it. */
export interface Assigned {
  /** Person id of the admin who took it. */
  assignee?: string;
}
