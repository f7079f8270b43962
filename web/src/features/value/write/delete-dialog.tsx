import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped, formatLeaseHex, noLease } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { Trash2 } from "lucide-react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { QuestionDialog } from "#/components/question-dialog.tsx";
import { useFresh, type Fresh } from "#/components/use-fresh.ts";

interface DeleteDialogProps {
  /** The key as the screen shows it. */
  readonly base: KeyValue;
  readonly busy: boolean;
  readonly onClose: () => void;
  /** Deletes the key as it was read. */
  readonly onDelete: (read: KeyValue) => void;
}

/** Asks before a key is deleted, and says what exactly would go, as it is now. */
export function DeleteDialog({ base, busy, onClose, onDelete }: DeleteDialogProps) {
  const { etcd } = useConnected();
  const now = useFresh("key", async (signal) => {
    const { kvs } = await etcd.range({ key: base.key }, signal);
    return { kv: kvs[0] };
  });
  // Not to be read: it is deleted only if it still is what the screen shows.
  const target = now.fact === undefined ? base : now.fact.kv;
  return (
    <QuestionDialog
      act="key.delete"
      title="Delete this key?"
      label="Delete key"
      verb={
        <>
          <Trash2 /> Delete
        </>
      }
      reading={now.reading}
      refused={target === undefined}
      busy={busy}
      onClose={onClose}
      onConfirm={() => {
        if (target !== undefined) onDelete(target);
      }}
    >
      <p className="max-h-32 shrink-0 overflow-auto rounded-md border border-line bg-bg px-3 py-2 font-mono break-all">
        {formatKey(base.key)}
      </p>
      {describeDelete(base, now).map(({ text, warns }) => (
        <p key={text} className={warns ? "text-warn" : "text-muted"}>
          {text}
        </p>
      ))}
    </QuestionDialog>
  );
}

interface Line {
  readonly text: string;
  readonly warns: boolean;
}

/** What would be deleted, by what was read just now, and whether that differs from what the screen shows. */
export function describeDelete(
  base: KeyValue,
  { reading, fact }: Pick<Fresh<{ readonly kv: KeyValue | undefined }>, "reading" | "fact">,
): readonly Line[] {
  if (reading) return [{ text: "Loading the key…", warns: false }];
  if (fact === undefined) {
    const text = `Could not read the key. Deletes it only if still at revision ${formatGrouped(base.modRevision)}.`;
    return [{ text, warns: true }];
  }
  const { kv } = fact;
  if (kv === undefined) return [{ text: "This key no longer exists.", warns: true }];
  const lease = kv.lease === noLease ? "" : `, lease ${formatLeaseHex(kv.lease)}`;
  const facts = `Version ${formatGrouped(kv.version)}, ${formatBytes(kv.value.length)}${lease}.`;
  const only = `Deletes it only if unchanged since revision ${formatGrouped(kv.modRevision)}.`;
  const changed =
    kv.modRevision === base.modRevision
      ? []
      : [{ text: "Another client changed the key since you opened it.", warns: true }];
  return [...changed, { text: `${facts} ${only}`, warns: false }];
}
