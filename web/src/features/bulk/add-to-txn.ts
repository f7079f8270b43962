/** Rows of a transaction for keys and folders: that each key is as it is now, and a read of each folder. */
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyRange } from "@etcd-explorer/shared/model/range";
import { newCompareRow, newRangeRow, type TxnDraft } from "@etcd-explorer/shared/txn/draft/draft";
import { addCompare, addOperation } from "@etcd-explorer/shared/txn/draft/edit-draft";
import { readRanges } from "@etcd-explorer/shared/read/ranges/read-ranges";
import type { EtcdCalls } from "#/api/client/etcd-calls.ts";

/** So many rows one may still read, and etcd takes. */
export const mostAdded = 100;

/** Reads the keys' facts at one revision; gives what puts the rows into a draft. */
export async function readRows(
  etcd: Pick<EtcdCalls, "txn">,
  ranges: readonly KeyRange[],
): Promise<(draft: TxnDraft) => TxnDraft> {
  const keys = ranges.filter(({ rangeEnd }) => rangeEnd === undefined);
  const read = await readRanges(
    etcd,
    keys.map(({ key }) => ({ key, keysOnly: true })),
  );
  const conditions = keys.map(({ key }, at) => {
    const found = read.ranges[at]?.kvs[0];
    return found === undefined
      ? newCompareRow({ key: formatKey(key), target: "VERSION", operand: "0" })
      : newCompareRow({ key: formatKey(key), target: "MOD", operand: found.modRevision });
  });
  const reads = ranges
    .filter(({ rangeEnd }) => rangeEnd !== undefined)
    .map(({ key }) => newRangeRow({ key: formatKey(key), span: "prefix" }));
  return (draft) => {
    const compared = conditions.reduce((now, row) => addCompare(now, "", row), draft);
    return reads.reduce((now, row) => addOperation(now, { owner: "", lane: "success" }, row), compared);
  };
}
