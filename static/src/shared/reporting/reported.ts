/** What is reported: a line, a person, or where neither is given the whole talk. */
export interface Reported {
  callId: string;
  /** The archive's id of a line, and what it says. */
  line?: string;
  body?: string;
  /** The chat address of a person, and their name. */
  person?: string;
  name?: string;
}
