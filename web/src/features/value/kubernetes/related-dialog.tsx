import { useQuery, useQueryClient } from "@tanstack/react-query";
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { accessQuery } from "#/api/access/access-query.ts";
import { callFor } from "#/api/access/readable-call.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { ObjectStatus } from "#/components/object-status.tsx";
import { readKeyObject } from "#/lib/kubernetes/key-object.ts";
import { loadCodec } from "#/lib/kubernetes/load-codec.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { mostRead, readRelated, type RelatedObject } from "./read-related.ts";

interface RelatedDialogProps {
  readonly stored: KeyValue;
  readonly onOpen: (key: Key) => void;
  readonly onClose: () => void;
}

/** The objects around the open one, each a way to its key. */
export function RelatedDialog({ stored, onOpen, onClose }: RelatedDialogProps) {
  const connected = useConnected();
  const { connection, at } = connected;
  const client = useQueryClient();
  const found = readKeyObject(stored);
  const isPlaced = found?.prefix !== undefined;
  const related = useQuery({
    queryKey: [...etcdCache.connection(connection.id), "related", encodeHex(stored.key), stored.modRevision, { at }],
    enabled: isPlaced,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const access = await client.ensureQueryData(accessQuery(connection));
      if (found === undefined) return { objects: [], hasMore: false };
      return await readRelated(callFor(connected, access), found, await loadCodec(), signal);
    },
  });
  const open = (key: Key) => {
    onClose();
    onOpen(key);
  };
  return (
    <Dialog label="Related objects" onClose={onClose} className="w-[min(720px,calc(100vw-48px))]">
      <div className="flex flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">Related objects</h2>
        {found === undefined || !isPlaced ? (
          <p className="text-muted">The key is not where an API server keeps this object. Links need that place.</p>
        ) : related.isError ? (
          <p role="alert" className="flex flex-wrap items-center gap-2.5 text-bad">
            Could not read them. {describeFailure(failureOf(related.error))}
            <Button onClick={() => void related.refetch()}>Retry</Button>
          </p>
        ) : related.data === undefined ? (
          <div aria-busy="true" aria-label="Loading related objects" className="skeleton h-5 w-72" />
        ) : related.data.objects.length === 0 ? (
          <p className="text-muted">No owner, owned objects or events</p>
        ) : (
          <ul aria-label="Related objects" className="max-h-[46vh] overflow-auto rounded-md border border-line py-1">
            {related.data.objects.map((each) => (
              <RelatedRow key={`${each.relation} ${encodeHex(each.key)}`} object={each} onOpen={open} />
            ))}
          </ul>
        )}
        {related.data?.hasMore === true && (
          <p className="text-sm text-muted">Only the first {mostRead} of each kind are listed.</p>
        )}
        <DialogFooter>
          <Button onClick={onClose}>Close</Button>
        </DialogFooter>
      </div>
    </Dialog>
  );
}

function RelatedRow({ object, onOpen }: { readonly object: RelatedObject; readonly onOpen: (key: Key) => void }) {
  const { relation, name, key, isMissing, summary } = object;
  const kind = name.resource.kind === "" ? name.resource.plural : name.resource.kind;
  return (
    <li>
      <button
        type="button"
        title={`Open ${formatKey(key)}`}
        onClick={() => onOpen(key)}
        className="flex min-h-7 w-full items-center gap-3 px-3 text-left -outline-offset-2 hover:bg-raised"
      >
        <span className="w-28 shrink-0 truncate text-sm text-muted">{relation}</span>
        <span className="w-32 shrink-0 truncate">{kind}</span>
        <span className="min-w-0 flex-1 truncate font-mono" title={name.name}>
          {name.name}
        </span>
        {isMissing ? (
          <span className="shrink-0 text-sm text-warn">Not found</span>
        ) : (
          summary !== undefined && (
            <span className="max-w-[45%] shrink-0 truncate text-sm">
              <ObjectStatus object={summary} />
            </span>
          )
        )}
      </button>
    </li>
  );
}
