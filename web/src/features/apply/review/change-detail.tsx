import { useQuery } from "@tanstack/react-query";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { encodeHex, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped, formatLeaseHex, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyFacts, KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { ChangeSize } from "@etcd-explorer/shared/write/apply/measure";
import { findKeys } from "@etcd-explorer/shared/read/scan/read-keys";
import { useState } from "react";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { useRevisionTime } from "#/api/clock/use-revision-time.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { callsOf } from "#/components/calls-of.ts";
import { DiffView } from "#/components/diff/diff-view.tsx";
import { RevisionTimeText } from "#/components/revision-time.tsx";
import { useDecoding } from "#/components/use-decoding.ts";
import { useObjectCodec } from "#/lib/kubernetes/use-object-codec.ts";
import { versionTexts } from "#/lib/diff/version-text.ts";
import type { ChangeReview } from "#/stores/review/change-review.ts";
import { writtenHere } from "#/stores/write-history.ts";
import { Button } from "#/ui/button.tsx";
import type { ReviewRow } from "./review-model.ts";

/** Larger values are read when somebody asks for them. */
const freeBytes = 256 * 1024;

interface ChangeDetailProps {
  readonly review: ChangeReview;
  readonly row: ReviewRow;
  readonly size: ChangeSize | undefined;
}

/** What one change does to its key: both values, and who wrote the one that goes. */
export function ChangeDetail({ review, row, size }: ChangeDetailProps) {
  const [wanted, setWanted] = useState<number>();
  const bytes = (size?.putBytes ?? 0) + (size?.goneBytes ?? 0);
  const isShown = size !== undefined ? bytes <= freeBytes || wanted === row.at : wanted === row.at;
  const { found, source } = row.change;
  return (
    <div className="flex h-full min-w-0 flex-col">
      <div className="shrink-0 border-b border-line px-3 py-1.5">
        <p className="truncate font-mono font-medium" title={row.text}>
          {row.text}
        </p>
        <p className="truncate text-sm text-muted">
          {found === undefined ? "Not there now" : <LastWrite facts={found} />}
          {source !== undefined && ` · then revision ${formatGrouped(source.modRevision)}`}
          {size !== undefined && size.lease !== noLease && ` · lease ${formatLeaseHex(size.lease)}`}
        </p>
      </div>
      <div className="min-h-0 flex-1 bg-bg">
        {isShown ? (
          <Values key={row.at} review={review} row={row} />
        ) : (
          <div className="p-3">
            <Button onClick={() => setWanted(row.at)}>
              {size === undefined ? "Show values" : `Show values (${formatBytes(bytes)})`}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

function LastWrite({ facts }: { readonly facts: KeyFacts }) {
  const { connection } = useConnected();
  const time = useRevisionTime(facts.modRevision);
  return (
    <>
      Last written at revision {formatGrouped(facts.modRevision)}
      <RevisionTimeText time={time} before=", " />
      {writtenHere(connection.id, facts.modRevision) && ", by you"}
    </>
  );
}

const noKey = keyFromText("");

function Values({ review, row }: Pick<ChangeDetailProps, "review" | "row">) {
  const { etcd } = useConnected();
  const { source, target } = review;
  const values = useQuery({
    queryKey: [
      ...etcdCache.connection(target.connection.id),
      "change-values",
      source.connection.id,
      target.revision,
      row.text,
      // Keys of several prefixes may be compared with one.
      row.change.source === undefined ? "" : encodeHex(row.change.source.key),
      { at: source.revision },
    ],
    queryFn: async ({ signal }) => {
      const read = async (
        facts: KeyFacts | undefined,
        call: typeof etcd,
        revision: typeof source.revision,
      ): Promise<KeyValue | undefined> =>
        facts === undefined ? undefined : (await findKeys(call, [facts.key], { revision }, signal))[0];
      const [before, after] = await Promise.all([
        read(row.change.found, etcd, target.revision),
        read(row.change.source, callsOf(source.connection, "live", "live"), source.revision),
      ]);
      return { before: before?.value, after: after?.value };
    },
    staleTime: Infinity,
  });
  const codec = useObjectCodec(values.data?.before, values.data?.after);
  const key = (row.change.found ?? row.change.source)?.key ?? noKey;
  const decoding = useDecoding(target.connection.id, key, values.data?.before, values.data?.after);
  if (values.isError) {
    return <p className="p-3 text-bad">Could not read the values. {describeFailure(failureOf(values.error))}</p>;
  }
  if (values.data === undefined || codec === "loading" || decoding === "loading")
    return <div aria-busy="true" className="skeleton m-3 h-5 w-60" />;
  return <DiffView {...versionTexts(values.data.before, values.data.after, codec, decoding)} />;
}
