import { addInt64, formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { KeyVersion } from "@etcd-explorer/shared/read/history/key-version";
import { Copy, Globe, Terminal, Undo2 } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { classNames } from "#/ui/class-names.ts";

interface HistoryBarProps {
  /** The version that a restore would write; undefined: what is looked at is the present one. */
  readonly restored: KeyVersion | undefined;
  readonly head: KeyValue | undefined;
  /** Why the key cannot be written; undefined: it can. */
  readonly unwritable: string | undefined;
}

/** The bar below the versions: what a restore would do, and the buttons. */
export function HistoryBar({ restored, head, unwritable }: HistoryBarProps) {
  const words = unwritable === undefined ? describeRestore(restored, head) : `${unwritable}.`;
  return (
    <div
      data-foot
      className="@container flex min-h-[46px] shrink-0 flex-wrap items-center gap-2.5 border-t border-line bg-panel px-3.5 py-1.5"
    >
      <span
        // On a phone the buttons need the room, and the question before a restore says the same.
        className={classNames(
          "line-clamp-2 min-w-40 flex-1 leading-tight text-muted tabular-nums",
          unwritable === undefined && "@max-md:hidden",
        )}
        title={words}
      >
        {words}
      </span>
      <ActButton act="history.view" label={null} roomyLabel="View keyspace then" icon={<Globe />} />
      <ActButton act="history.copy" label={null} roomyLabel="Copy version" icon={<Copy />} />
      <ActButton act="history.copy-as" label={null} icon={<Terminal />} />
      {unwritable === undefined && (
        <ActButton
          act="history.restore"
          variant="primary"
          label={restored === undefined ? "Restore" : `Restore rev ${formatGrouped(restored.modRevision)}`}
          icon={<Undo2 />}
        />
      )}
    </div>
  );
}

function describeRestore(restored: KeyVersion | undefined, head: KeyValue | undefined): string {
  if (restored === undefined) return "Select an older version to restore it";
  if (head === undefined) return "Creates the key again, only if it still does not exist";
  const next = formatGrouped(addInt64(head.version, 1));
  return `Writes version ${next}, only if unchanged since revision ${formatGrouped(head.modRevision)}`;
}
