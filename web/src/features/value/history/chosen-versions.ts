/** Which versions the history of a key shows, as the address spells it: `latest`, `1204102`, or `1203877..1204102`. */
import { parseRevision, zeroRevision, type Revision } from "@etcd-explorer/shared/model/int64";

export interface ChosenVersions {
  /** The version or delete that is looked at; absent: the newest, whichever that is. */
  readonly revision?: Revision;
  /** What it is compared with; absent: the version before it. */
  readonly base?: Revision;
}

/** Reads the field of the address; undefined: it does not ask for the history. What cannot be read is the newest. */
export function parseChosen(text: string | undefined): ChosenVersions | undefined {
  if (text === undefined) return undefined;
  const [first, second] = text.split("..", 2).map(readRevision);
  if (second === undefined) return first === undefined ? {} : { revision: first };
  return first === undefined ? { revision: second } : { revision: second, base: first };
}

/** The field of the address. */
export function formatChosen({ revision, base }: ChosenVersions): string {
  if (revision === undefined) return "latest";
  return base === undefined ? revision : `${base}..${revision}`;
}

function readRevision(text: string): Revision | undefined {
  const revision = parseRevision(text);
  return revision === zeroRevision ? undefined : revision;
}
