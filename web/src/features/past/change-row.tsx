import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import { useRevisionTime } from "#/api/clock/use-revision-time.ts";
import { RevisionTimeText } from "#/components/revision-time.tsx";
import { useEventCodec } from "#/lib/kubernetes/use-event-codec.ts";
import { changeWords, deletedWords } from "#/lib/diff/change-words.ts";
import { ChangeLine } from "#/ui/change-line.tsx";
import { classNames } from "#/ui/class-names.ts";

interface ChangeRowProps {
  readonly event: KeyEvent;
  /** It is the write of the viewed revision itself. */
  readonly isHere: boolean;
  readonly onView: (revision: Revision) => void;
}

/** Type, key, revision, time, change, size. */
const columns =
  "grid w-full grid-cols-[44px_minmax(0,1fr)_96px_minmax(0,112px)_minmax(0,1fr)_64px] items-center gap-3 px-3.5 text-left @max-3xl:grid-cols-[44px_minmax(0,1fr)_88px_minmax(0,1fr)] @max-3xl:[&>:nth-child(4)]:hidden @max-3xl:[&>:nth-child(6)]:hidden";

/** A write near the viewed revision; a press views the moment right after it. */
export function ChangeRow({ event, isHere, onView }: ChangeRowProps) {
  const { type, key, revision } = event;
  const name = formatKey(key);
  const codec = useEventCodec(event);
  const words =
    codec === "loading"
      ? []
      : event.type === "put"
        ? changeWords(event.prevKv, event.kv, codec)
        : deletedWords(event.prevKv, codec);
  return (
    <li className="border-b border-line/60">
      <button
        type="button"
        disabled={isHere}
        title={isHere ? "You view this revision" : `View revision ${formatGrouped(revision)}`}
        onClick={() => onView(revision)}
        className={classNames(columns, "h-[30px] -outline-offset-2 enabled:hover:bg-raised")}
      >
        <span>
          <span
            className={classNames(
              "rounded px-1.5 py-px font-mono text-xs font-semibold",
              type === "put" ? "bg-accent-bg text-accent" : "bg-bad-bg text-bad",
            )}
          >
            {type === "put" ? "PUT" : "DEL"}
          </span>
        </span>
        <span className="truncate font-mono" title={name}>
          {name}
        </span>
        <span className="tabular-nums">{formatGrouped(revision)}</span>
        <span className="truncate text-muted">
          <RevisionTimeText time={useRevisionTime(revision)} />
        </span>
        <ChangeLine pieces={words} />
        <span className="text-right text-sm text-muted tabular-nums">
          {event.type === "put" ? formatBytes(event.kv.value.length) : "–"}
        </span>
      </button>
    </li>
  );
}
