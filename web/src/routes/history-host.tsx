import { useNavigate, useSearch } from "@tanstack/react-router";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { UndoHost } from "#/features/undo/undo-host.tsx";

/** Undo and redo on every screen of a connection. Where the open key goes by it, its other name is opened. */
export function HistoryHost() {
  const navigate = useNavigate();
  const { key: open } = useSearch({ strict: false });
  return (
    <UndoHost
      onMoved={(from, to) => {
        if (open !== formatKey(from)) return;
        void navigate({ to: ".", search: (before) => ({ ...before, key: formatKey(to) }) });
      }}
    />
  );
}
