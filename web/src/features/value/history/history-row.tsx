import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { Value } from "@etcd-explorer/shared/model/bytes";
import type { KeyVersion } from "@etcd-explorer/shared/read/history/key-version";
import type { RevisionTime } from "@etcd-explorer/shared/read/clock/time-of";
import { RevisionTimeText } from "#/components/revision-time.tsx";
import { changeWords, deletedWords, type ChangePiece } from "#/lib/diff/change-words.ts";
import type { ObjectCodec } from "#/lib/formats/object-codec.ts";
import { useObjectCodec } from "#/lib/kubernetes/use-object-codec.ts";
import { Badge } from "#/ui/badge.tsx";
import { ChangeLine } from "#/ui/change-line.tsx";
import { classNames } from "#/ui/class-names.ts";
import { hasValue, type HistoryRow } from "./history-rows.ts";
import { NowBadge } from "./now-badge.tsx";

export const rowHeight = 52;

export const rowId = (index: number): string => `version-${index}`;

interface VersionRowProps {
  readonly index: number;
  readonly row: HistoryRow;
  readonly time: RevisionTime;
  /** The row that is looked at, or the one that it is compared with. */
  readonly chosen: "shown" | "base" | undefined;
  /** The keyboard is on it. */
  readonly marked: boolean;
  /** `extends`: it is to be compared with the one that is looked at. */
  readonly onPress: (options: { readonly extends: boolean }) => void;
}

/** A version or a delete: when it was, and what it did to the key. */
export function VersionRow({ index, row, time, chosen, marked, onPress }: VersionRowProps) {
  const codec = useObjectCodec(valueOf(row.before), row.kind === "put" ? valueOf(row.version) : undefined);
  const pieces = codec === "loading" ? [] : piecesOf(row, codec);
  const size = row.kind === "put" && hasValue(row.version) ? formatBytes(row.version.value.length) : "—";
  const isNow = row.kind === "put" && row.isNow;
  return (
    // The list above it has the focus and handles the keys (aria-activedescendant).
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={rowId(index)}
      role="option"
      aria-selected={chosen !== undefined}
      data-revision={row.revision}
      onClick={(event) => onPress({ extends: event.shiftKey })}
      style={{ height: rowHeight }}
      className={classNames(
        "relative flex flex-col justify-center gap-0.5 border-b border-line py-1 pr-3.5 pl-9 select-none",
        chosen === "shown" ? "bg-accent-bg" : chosen === "base" ? "bg-raised" : "hover:bg-raised",
        marked && "outline outline-1 -outline-offset-1 outline-transparent group-focus-visible/versions:outline-accent",
      )}
    >
      {chosen === "shown" && <span className="absolute inset-y-0 left-0 w-0.5 bg-accent" />}
      <span
        className={classNames(
          "absolute top-1/2 left-4 size-2 -translate-y-1/2 rounded-full",
          row.kind === "delete" ? "bg-bad" : isNow ? "bg-accent" : "bg-faint",
        )}
      />
      <span className="flex items-baseline gap-1.5 whitespace-nowrap tabular-nums">
        <span className="font-semibold">{formatGrouped(row.revision)}</span>
        {row.kind === "put" && <span className="text-sm text-muted">v{formatGrouped(row.version.version)}</span>}
        <RevisionTimeText time={time} className="min-w-0 truncate text-sm text-muted" />
        {isNow && <NowBadge />}
        {chosen === "base" && <Badge tone="plain">compared</Badge>}
        <span className="flex-1" />
        <span className="text-sm text-muted">{size}</span>
      </span>
      <span className="flex min-w-0 items-center gap-1.5 text-sm">
        {row.kind === "delete" && <Badge tone="bad">deleted</Badge>}
        <ChangeLine pieces={pieces} />
      </span>
    </div>
  );
}

function valueOf(version: KeyVersion | undefined): Value | undefined {
  return version !== undefined && hasValue(version) ? version.value : undefined;
}

function piecesOf(row: HistoryRow, codec: ObjectCodec | undefined): readonly ChangePiece[] {
  const before = row.before !== undefined && hasValue(row.before) ? row.before : undefined;
  if (row.kind === "delete") return deletedWords(before, codec);
  if (!hasValue(row.version)) return [{ tone: "quiet", text: "large: value not loaded" }];
  const pieces = changeWords(before, row.version, codec);
  return row.isAgain
    ? pieces.map((piece) => (piece.tone === "created" ? { ...piece, text: "created again" } : piece))
    : pieces;
}
