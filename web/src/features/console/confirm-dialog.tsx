import { useQuery } from "@tanstack/react-query";
import { encodeHex } from "@etcd-explorer/shared/bytes";
import { formatGrouped } from "@etcd-explorer/shared/int64";
import type { KeyRange } from "@etcd-explorer/shared/range";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useConnected } from "#/api/connection-context.tsx";
import type { Connection } from "#/api/connection.ts";
import { etcdCache } from "#/api/etcd-cache.ts";
import { isProduction } from "#/api/is-production.ts";
import { Button } from "#/ui/button.tsx";
import { ConfirmName } from "#/ui/confirm-name.tsx";
import { DialogFooter } from "#/ui/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog.tsx";

interface ConfirmDialogProps {
  readonly connection: Connection;
  /** What is about to be sent, as one line. */
  readonly command: string;
  /** What would be lost, in a sentence. */
  readonly risk: string;
  /** The keys that it deletes: they are counted while one reads. */
  readonly deletes?: KeyRange | undefined;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Asks before something is lost; on production the connection's name must be typed. */
export function ConfirmDialog({ connection, command, risk, deletes, onClose, onConfirm }: ConfirmDialogProps) {
  const [typed, setTyped] = useState("");
  const asked = isProduction(connection);
  const ready = !asked || typed === connection.label;
  return (
    <Dialog label="Before this is sent" onClose={onClose} className="w-[min(520px,calc(100vw-48px))]">
      <form
        className="p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onConfirm();
        }}
      >
        <h2 className="flex items-center gap-2 text-lg font-semibold">
          <TriangleAlert className="size-4 text-warn" /> Send it to {connection.label}?
        </h2>
        <p className="mt-2 truncate rounded-md border border-line bg-bg px-2.5 py-1.5 font-mono">{command}</p>
        <p className="mt-2 text-muted">
          {risk} {deletes?.rangeEnd !== undefined && <Count range={deletes} />}The console has no undo for it.
        </p>
        {asked && (
          <div className="mt-4">
            <ConfirmName name={connection.label} typed={typed} onType={setTyped} />
          </div>
        )}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" disabled={!ready}>
            Send
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

/** How many keys there are now; nothing where that cannot be told. */
function Count({ range: { key, rangeEnd = key } }: { readonly range: KeyRange }) {
  const { connection, etcd } = useConnected();
  const count = useQuery({
    queryKey: [...etcdCache.connection(connection.id), "console-count", encodeHex(key), encodeHex(rangeEnd)],
    queryFn: async ({ signal }) => (await etcd.range({ key, rangeEnd, countOnly: true }, signal)).count,
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
  if (count.data === undefined) return null;
  const words = count.data === "1" ? "is 1 key" : `are ${formatGrouped(count.data)} keys`;
  return <b className="font-semibold text-text">There {words} now. </b>;
}
