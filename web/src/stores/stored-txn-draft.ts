/** Transactions as the browser's storage holds them: those that are being built, and those that were committed. */
import { parseInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import { isStoredSecret, speaksOfSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { readBytesText } from "@etcd-explorer/shared/txn/draft/bytes-text";
import type { BytesText, NestedRow, TxnDraft } from "@etcd-explorer/shared/txn/draft/draft";
import { isNestedTooDeep } from "@etcd-explorer/shared/txn/draft/nesting";
import * as z from "zod/mini";
import type { NamedDraft } from "./txn-drafts.ts";
import type { CommittedTxn } from "./txn-history.ts";

const text = z.string();
const flag = z.boolean();
const value = z.object({ form: z.enum(["text", "json", "hex"]), text });
const keyFields = { id: text, key: text, span: z.enum(["key", "prefix", "range", "from"]), end: text };

const compareRow = z.object({
  ...keyFields,
  target: z.enum(["VERSION", "CREATE", "MOD", "VALUE", "LEASE"]),
  result: z.enum(["EQUAL", "GREATER", "LESS", "NOT_EQUAL"]),
  operand: text,
  value,
});

const putRow = z.object({
  kind: z.literal("put"),
  id: text,
  key: text,
  value,
  lease: text,
  prevKv: flag,
  ignoreValue: flag,
  ignoreLease: flag,
});

const rangeRow = z.object({
  kind: z.literal("range"),
  ...keyFields,
  limit: text,
  revision: text,
  minModRevision: text,
  maxModRevision: text,
  minCreateRevision: text,
  maxCreateRevision: text,
  sortOrder: z.enum(["NONE", "ASCEND", "DESCEND"]),
  sortTarget: z.enum(["KEY", "VERSION", "CREATE", "MOD", "VALUE"]),
  serializable: flag,
  keysOnly: flag,
  countOnly: flag,
});

const deleteRow = z.object({ kind: z.literal("delete"), ...keyFields, prevKv: flag });

const nestedRow: z.ZodMiniType<NestedRow> = z.object({
  kind: z.literal("txn"),
  id: text,
  folded: flag,
  draft: z.lazy(() => txnDraft),
});

const operations = z.array(z.union([putRow, rangeRow, deleteRow, nestedRow]));

const txnDraft: z.ZodMiniType<TxnDraft> = z.object({
  compare: z.array(compareRow),
  success: operations,
  failure: operations,
});

const stored: z.ZodMiniType<NamedDraft> = z.object({
  title: text,
  draft: txnDraft,
  unread: z.exactOptional(z.object({ form: z.enum(["etcdctl", "JSON"]), text })),
});

/** The last moment that a date can tell. */
const lastMs = 8.64e15;

const committed: z.ZodMiniType<CommittedTxn> = z.object({
  id: text,
  connectionId: text,
  title: text,
  at: z.number().check(z.gte(0), z.lte(lastMs)),
  succeeded: z.exactOptional(flag),
  revision: z.exactOptional(z.custom<Revision>((raw) => typeof raw === "string" && parseInt64(raw) !== undefined)),
  onlyRead: z.exactOptional(z.literal(true)),
  draft: txnDraft,
});

/** One that is being built, for the tab's storage; undefined: a Secret is in it, which lasts as long as the page. */
export function writeTxnDraft(named: NamedDraft): string | undefined {
  const holds = holdsSecret(named.draft) || (named.unread !== undefined && speaksOfSecret(named.unread.text));
  return holds ? undefined : JSON.stringify(named);
}

function holdsSecret({ compare, success, failure }: TxnDraft): boolean {
  if (compare.some((row) => row.target === "VALUE" && isSecretText(row.value))) return true;
  return [...success, ...failure].some((row) =>
    row.kind === "txn" ? holdsSecret(row.draft) : row.kind === "put" && isSecretText(row.value),
  );
}

/** Whether a field of a transaction holds a Secret, also one that is not typed to its end. */
export function isSecretText(typed: BytesText): boolean {
  if (typed.form !== "hex") return speaksOfSecret(typed.text);
  const bytes = readBytesText(typed);
  return typeof bytes !== "string" && isStoredSecret(bytes);
}

/** Reads a draft; undefined: it is damaged, or nested deeper than any that can be built. */
export function parseTxnDraft(raw: unknown): NamedDraft | undefined {
  return isNestedTooDeep(raw) ? undefined : stored.safeParse(raw).data;
}

/** Reads one that was committed; undefined: as for a draft. */
export function parseCommittedTxn(raw: unknown): CommittedTxn | undefined {
  return isNestedTooDeep(raw) ? undefined : committed.safeParse(raw).data;
}
