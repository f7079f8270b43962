import { useQuery } from "@tanstack/react-query";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatLeaseHex, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { useLeaseLeft } from "#/api/lease/use-lease-left.ts";
import { describeLeft } from "#/lib/lease-time.ts";
import { classNames } from "#/ui/class-names.ts";
import { VirtualRows } from "#/ui/list/virtual-rows.tsx";

interface LeaseChoicesProps {
  /** Hex, as it is typed. */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

const rowHeight = 26;
const rowsShown = 4;

/** The leases that live now, to pick one from. */
export function LeaseChoices({ chosen, onChoose }: LeaseChoicesProps) {
  const { connection, etcd } = useConnected();
  const query = useQuery({
    queryKey: etcdCache.leases(connection.id),
    queryFn: ({ signal }) => etcd.leases(signal),
    retry: false,
    staleTime: 0,
  });
  if (query.isPending) return <div aria-busy="true" aria-label="Reading the leases" className="skeleton h-5 w-60" />;
  if (query.isError) {
    return (
      <p className="text-sm text-muted">
        The leases could not be listed: {describeFailure(failureOf(query.error))} An ID can be typed all the same.
      </p>
    );
  }
  const ids = query.data;
  if (ids.length === 0) return <p className="text-sm text-muted">This etcd has no lease now. Grant one on Leases.</p>;
  return (
    <VirtualRows
      role="group"
      aria-label="Leases"
      className="overflow-auto rounded-md border border-line bg-bg"
      style={{ height: Math.min(ids.length, rowsShown) * rowHeight + 2 }}
      count={ids.length}
      rowHeight={rowHeight}
      fitsWidth
      renderRow={(index) => {
        const id = ids[index];
        return id === undefined ? null : <LeaseRow id={id} chosen={chosen} onChoose={onChoose} />;
      }}
    />
  );
}

/** What is left is asked for those rows alone that are in sight. */
function LeaseRow({ id, chosen, onChoose }: LeaseChoicesProps & { readonly id: LeaseId }) {
  const { left } = useLeaseLeft(id);
  const hex = formatLeaseHex(id);
  return (
    <button
      type="button"
      aria-pressed={hex === chosen}
      title={`decimal ${id}`}
      onClick={() => onChoose(hex)}
      className={classNames(
        "flex h-full w-full items-center gap-3 px-2.5 hover:bg-raised",
        hex === chosen && "bg-accent-bg",
      )}
    >
      <span className="font-mono">{hex}</span>
      <span className="flex-1" />
      {left !== undefined && (
        <span className="text-muted">
          {describeLeft(left)}
          {left.kind === "left" && !left.renewed && " left"}
        </span>
      )}
    </button>
  );
}
