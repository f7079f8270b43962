import { useQuery } from "@tanstack/react-query";
import { formatLeaseHex } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import {
  newCompareRow,
  newPutRow,
  newRangeRow,
  type CompareRow,
  type OperationRow,
  type TxnDraft,
} from "@etcd-explorer/shared/txn/draft/draft";
import * as edit from "@etcd-explorer/shared/txn/draft/edit-draft";
import { reconcileDraft } from "@etcd-explorer/shared/txn/draft/reconcile-draft";
import { useMemo } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { leasesQuery } from "#/api/lease/lease-query.ts";
import type { PickedKey } from "#/lib/key-drag.ts";
import { notify } from "#/stores/notices.ts";
import {
  changeDraft,
  changeTxn,
  noDraft,
  txnDraftOf,
  useTxnDrafts,
  type NamedDraft,
  type UnreadText,
} from "#/stores/txn-drafts.ts";
import { buildModel } from "./builder-model.ts";

/** What rows and lists can do. The same object for as long as the connection is. */
export interface BuilderActs {
  readonly setCompare: (row: CompareRow) => void;
  readonly setOperation: (row: OperationRow) => void;
  readonly remove: (id: string) => void;
  /** Adds a row to the end of a list, and gives its ID. */
  readonly addRow: (to: edit.LaneRef) => string;
  readonly move: (id: string, to: edit.LaneRef & { readonly index: number }) => void;
  /** Adds a key of the cluster: as the condition that it exists, or as a read; at the end where no place is given. */
  readonly addKey: (picked: PickedKey, to: edit.LaneRef & { readonly index?: number }) => void;
  readonly shift: (id: string, by: -1 | 1) => void;
  readonly switchLane: (id: string) => void;
  readonly duplicate: (id: string) => void;
  /** Puts another transaction in place of the draft, and says so with an Undo where something was there. */
  readonly replace: (draft: TxnDraft, title: string, said: string) => void;
  /** Takes what was typed as text; rows that it leaves alone stay as they are. */
  readonly retype: (draft: TxnDraft) => void;
  readonly setTitle: (title: string) => void;
  /** Keeps what was typed as text and cannot be read. */
  readonly keepUnread: (unread: UnreadText) => void;
  /** Lets go of such a text: the rows count again. */
  readonly takeRows: () => void;
}

function actsOn(connectionId: string): BuilderActs {
  const change = (next: (draft: TxnDraft) => TxnDraft, tag?: string) => changeDraft(connectionId, next, tag);
  return {
    setCompare: (row) => change((draft) => edit.setCompare(draft, row), `row:${row.id}`),
    setOperation: (row) => change((draft) => edit.setOperation(draft, row), `row:${row.id}`),
    remove: (id) => change((draft) => edit.removeRow(draft, id)),
    addRow: ({ owner, lane }) => {
      const [compared, put] = [newCompareRow(), newPutRow()];
      change((draft) =>
        lane === "compare" ? edit.addCompare(draft, owner, compared) : edit.addOperation(draft, { owner, lane }, put),
      );
      return lane === "compare" ? compared.id : put.id;
    },
    move: (id, to) => change((draft) => edit.moveRow(draft, id, to)),
    addKey: ({ key, isPrefix }, { owner, lane, index }) =>
      change((draft) => {
        const fields = { key: formatKey(key), span: isPrefix ? "prefix" : "key" } as const;
        if (lane === "compare") {
          return edit.addCompare(draft, owner, newCompareRow({ ...fields, result: "GREATER" }), index);
        }
        return edit.addOperation(draft, { owner, lane }, newRangeRow(fields), index);
      }),
    shift: (id, by) => change((draft) => edit.shiftRow(draft, id, by)),
    switchLane: (id) => change((draft) => edit.switchLane(draft, id)),
    duplicate: (id) => change((draft) => edit.duplicateRow(draft, id)),
    replace: (draft, title, said) => {
      const before = txnDraftOf(connectionId);
      changeTxn(connectionId, () => ({ title, draft }));
      if (isEmpty(before)) return;
      notify(said, "ok", { label: "Undo", run: () => changeTxn(connectionId, () => before) });
    },
    retype: (typed) =>
      changeTxn(connectionId, ({ title, draft }) => ({ title, draft: reconcileDraft(draft, typed) }), "text"),
    setTitle: (title) => changeTxn(connectionId, (before) => ({ ...before, title }), "title"),
    keepUnread: (unread) => changeTxn(connectionId, (before) => ({ ...before, unread }), "text"),
    takeRows: () => changeTxn(connectionId, ({ title, draft }) => ({ title, draft })),
  };
}

function isEmpty({ draft, title, unread }: NamedDraft): boolean {
  return (
    unread === undefined && title === "" && draft.compare.length + draft.success.length + draft.failure.length === 0
  );
}

/** The draft of the connection, what it means, and what can be done with it. */
export function useBuilder() {
  const connected = useConnected();
  const { connection, etcd } = connected;
  const { title, draft, unread } = useTxnDrafts((drafts) => drafts[connection.id]) ?? noDraft;
  // Who may not list leases still builds transactions: then their leases are not checked.
  const leases = useQuery(leasesQuery(connected));
  const known = useMemo(() => (leases.data === undefined ? {} : { leases: new Set(leases.data) }), [leases.data]);
  const acts = useMemo(() => actsOn(connection.id), [connection.id]);
  const model = buildModel(draft, known, unread !== undefined);
  return {
    connection,
    etcd,
    title,
    draft,
    unread,
    acts,
    model,
    leaseNames: leases.data?.map(formatLeaseHex) ?? [],
    refreshLeases: () => void leases.refetch(),
  };
}

export type Builder = ReturnType<typeof useBuilder>;
