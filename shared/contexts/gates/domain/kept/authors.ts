/** G11. Who wrote the change, as it stands on the record at its head: never an address, for that would outlive people's data. */
export interface Authors {
  /** As the host confirms them, in lower case, sorted. */
  logins: string[];
  /** Those of the settings who are known by an address of a commit: person ids, sorted. */
  people: string[];
}
