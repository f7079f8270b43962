/** A connection as a person gave it: by flags and variables, or in a file. Nothing is looked up yet. */

/** A text, and what to call it when it is wrong: `--cacert`, `ETCDCTL_CACERT`, `cacert of entry 2 in FILE`. */
export interface Given {
  readonly text: string;
  readonly called: string;
}

/** The fields that are texts; the flags and, in capitals, the `ETCDCTL_*` variables are called the same. */
export const draftFields = [
  "endpoints",
  "cacert",
  "cert",
  "key",
  "serverName",
  "user",
  "password",
  "name",
  "label",
  "colour",
] as const;
export type DraftField = (typeof draftFields)[number];

export interface ConnectionDraft {
  readonly fields: Readonly<Partial<Record<DraftField, Given>>>;
  readonly readOnly: boolean;
  /** Lets snapshots through while `readOnly`. */
  readonly allowSnapshot?: boolean;
  /** Undefined: name and colour are judged. */
  readonly production?: boolean;
  /** What relative paths start from. */
  readonly folder: string;
  /** What to call the whole: `--endpoints`, `entry 2 in FILE`. */
  readonly called: string;
}
