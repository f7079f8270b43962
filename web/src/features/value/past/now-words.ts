/** What became of a key since a past revision, in a few words: pure. */
import { equalBytes } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";

export interface NowWords {
  readonly text: string;
  readonly note?: string;
}

/** `version 3` and `rev 1,204,102`; `unchanged`; `deleted`. */
export function nowWords(then: KeyValue, now: KeyValue | undefined): NowWords {
  if (now === undefined) return { text: "deleted" };
  if (now.modRevision === then.modRevision) return { text: "unchanged" };
  const revision = `rev ${formatGrouped(now.modRevision)}`;
  const again = now.createRevision === then.createRevision ? "" : ", created again";
  const same = equalBytes(now.value, then.value) ? (now.lease === then.lease ? ", same value" : ", other lease") : "";
  return { text: `version ${formatGrouped(now.version)}`, note: `${revision}${again}${same}` };
}
