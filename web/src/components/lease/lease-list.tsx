import { useQuery } from "@tanstack/react-query";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatLeaseHex, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { leasesQuery } from "#/api/lease/lease-query.ts";
import { useLeaseError } from "#/api/lease/use-lease-error.ts";
import { useLeaseLeft } from "#/api/lease/use-lease-left.ts";
import { tellFailure } from "#/lib/failure-words.ts";
import { classNames } from "#/ui/class-names.ts";
import { VirtualRows } from "#/ui/list/virtual-rows.tsx";
import { Countdown } from "./countdown.tsx";

interface LeaseListProps {
  /** Hex, as it is typed. */
  readonly chosen: string;
  readonly onChoose: (hex: string) => void;
  /** What to do where there is none, as a sentence. */
  readonly instead?: string;
}

const rowHeight = 26;
const rowsShown = 5;

/** The leases that live now, to pick one from; beside a field for one's ID. */
export function LeaseList({ chosen, onChoose, instead = "" }: LeaseListProps) {
  const query = useQuery(leasesQuery(useConnected()));
  const unread = useLeaseError();
  if (query.isPending) return <div aria-busy="true" aria-label="Loading leases" className="skeleton h-5 w-60" />;
  if (query.isError) {
    return (
      <div className="text-sm text-muted">
        <p>Could not list leases. {describeFailure(failureOf(query.error))}</p>
        <p>You can still type an ID.</p>
      </div>
    );
  }
  const ids = query.data;
  if (ids.length === 0) return <p className="text-sm text-muted">No leases. {instead}</p>;
  return (
    <>
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
          return id === undefined ? null : <LeaseRow key={id} id={id} chosen={chosen} onChoose={onChoose} />;
        }}
      />
      {unread !== undefined && (
        <p role="status" className="text-sm wrap-anywhere text-warn">
          {tellFailure("Could not read remaining times.", failureOf(unread))}
        </p>
      )}
    </>
  );
}

/** What is left is asked for those rows alone that are in sight. */
function LeaseRow({ id, chosen, onChoose }: LeaseListProps & { readonly id: LeaseId }) {
  const { left } = useLeaseLeft(id);
  const hex = formatLeaseHex(id);
  return (
    <button
      type="button"
      aria-pressed={hex === chosen}
      title={`Decimal: ${id}`}
      onClick={() => onChoose(hex)}
      className={classNames(
        "flex h-full w-full items-center gap-3 px-2.5 hover:bg-raised",
        hex === chosen && "bg-accent-bg",
      )}
    >
      <span className="font-mono">{hex}</span>
      <span className="flex-1" />
      {left !== undefined && (
        <span className="flex items-center gap-1">
          {/* The blank keeps the ID and its time apart where the row is read out as one text. */}{" "}
          <Countdown left={left} />
          {left.kind === "left" && !left.renewed && <span className="text-muted"> left</span>}
        </span>
      )}
    </button>
  );
}
