import { useNavigate } from "@tanstack/react-router";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { compareInt64, formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { FileQuestion, History, SkipBack, SkipForward } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { Button } from "#/ui/button.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";
import { useKeyNow } from "./key-now.ts";

interface AbsentThenProps {
  readonly selected: Key;
  readonly at: Revision;
}

/** In place of a key that was not there at a past revision: whether it is there now, and the ways to when it is. */
export function AbsentThen({ selected, at }: AbsentThenProps) {
  const now = useKeyNow(selected);
  const navigate = useNavigate();
  const created = now?.kv?.createRevision;
  const isLater = created !== undefined && compareInt64(created, at) > 0;
  return (
    <StatePanel
      icon={<FileQuestion />}
      title="This key did not exist"
      actions={
        <>
          {isLater && (
            <Button
              variant="primary"
              onClick={() => void navigate({ to: ".", search: (before) => ({ ...before, at: created }) })}
            >
              View creation: {formatGrouped(created)}
            </Button>
          )}
          <ActButton act="past.previous" icon={<SkipBack />} />
          <ActButton act="past.next" icon={<SkipForward />} />
          <ActButton act="history.open" label="Show history" icon={<History />} />
        </>
      }
    >
      <span className="font-mono text-text">{formatKey(selected)}</span> did not exist at revision {formatGrouped(at)}.
      {now !== undefined && (
        <p className="mt-1">
          {now.kv === undefined
            ? "It does not exist now either."
            : `It exists now: version ${formatGrouped(now.kv.version)}, revision ${formatGrouped(now.kv.modRevision)}.`}
        </p>
      )}
    </StatePanel>
  );
}
