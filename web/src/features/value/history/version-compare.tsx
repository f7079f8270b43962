import { useQuery } from "@tanstack/react-query";
import { keyFromText, type Value } from "@etcd-explorer/shared/model/bytes";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatGrouped, noLease, zeroInt64, zeroRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyVersion } from "@etcd-explorer/shared/read/history/key-version";
import { ArrowRight, GitCompare } from "lucide-react";
import type { Ref } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { DiffView } from "#/components/diff/diff-view.tsx";
import { Badge } from "#/ui/badge.tsx";
import { useDecoding } from "#/components/use-decoding.ts";
import type { Decoding } from "#/lib/formats/decoding.ts";
import type { ObjectCodec } from "#/lib/formats/object-codec.ts";
import { useObjectCodec } from "#/lib/kubernetes/use-object-codec.ts";
import { Button } from "#/ui/button.tsx";
import { versionQuery } from "./history-query.ts";
import { hasValue, type ComparedVersions, type MissingBefore } from "./history-rows.ts";
import { NowBadge } from "./now-badge.tsx";
import { versionTexts } from "#/lib/diff/version-text.ts";

interface VersionCompareProps {
  readonly compared: ComparedVersions;
  /** The revision of a delete, which leaves no version. */
  readonly deletedAt: Revision | undefined;
  readonly floor: Revision;
  /** The revision of the key as it is. */
  readonly now: Revision | undefined;
  /** What stands in place of the version before, where there is none. */
  readonly missing: MissingBefore;
  /** The version to compare with is being chosen, or was. */
  readonly choice: "none" | "choosing" | "chosen";
  readonly ref: Ref<HTMLElement>;
}

/** Two versions of a value, line by line. */
export function VersionCompare(props: VersionCompareProps) {
  const { compared, deletedAt, floor, now, missing, choice, ref } = props;
  const { before, after } = compared;
  const [one, other] = [useVersion(before, floor), useVersion(after, floor)];
  const failed = [one, other].find(({ isError }) => isError);
  const values = [one.data?.value, other.data?.value] as const;
  const codec = useObjectCodec(...values);
  const { connection } = useConnected();
  const decoding = useDecoding(connection.id, (after ?? before ?? noVersion).key, ...values);
  return (
    <section ref={ref} aria-label="Comparison" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-b border-line px-3.5 py-1.5 tabular-nums">
        <Side revision={before?.modRevision} now={now} otherwise={missing} />
        <ArrowRight className="size-3.5 text-muted" aria-label="to" />
        <Side revision={after?.modRevision ?? deletedAt} now={now} otherwise="no key" isDelete={after === undefined} />
        <ActButton
          act="history.compare"
          label={choice === "chosen" ? "Clear comparison" : "Compare…"}
          icon={<GitCompare />}
          pressed={choice !== "none"}
          className="ml-auto"
        />
      </div>
      <div role="status" className="shrink-0">
        {choice === "choosing" && (
          <p className="border-b border-line bg-accent-bg px-3.5 py-1 text-sm">
            Select the version to compare with. <span className="max-md:hidden">Shift+click does the same.</span>
          </p>
        )}
      </div>
      <div className="min-h-0 flex-1">
        {failed !== undefined ? (
          <p role="alert" className="flex items-center gap-2.5 p-4 text-bad">
            <span className="min-w-0 wrap-anywhere">
              Could not load the version. {describeFailure(failureOf(failed.error))}
            </span>
            <Button onClick={() => void failed.refetch()}>Retry</Button>
          </p>
        ) : one.isLoading || other.isLoading || codec === "loading" || decoding === "loading" ? (
          <div aria-busy="true" aria-label="Loading version" className="skeleton m-4 h-4 w-1/2" />
        ) : (
          <DiffView {...textsOf(values, before === undefined ? missing : undefined, codec, decoding)} />
        )}
      </div>
    </section>
  );
}

/** Both sides as texts. A version that nothing is known to have been before stands alone: what was new in it is not known. */
function textsOf(
  [before, after]: readonly [Value | undefined, Value | undefined],
  missing: MissingBefore | undefined,
  codec: ObjectCodec | undefined,
  decoding: Decoding | undefined,
) {
  if (missing === undefined || missing === "no key") return versionTexts(before, after, codec, decoding);
  return { ...versionTexts(after, after, codec, decoding), note: `Previous version ${missing}`, isAlone: true };
}

/** A version with its value: at once where it was read with the list. */
function useVersion(version: KeyVersion | undefined, floor: Revision) {
  const connected = useConnected();
  const isKnown = version === undefined || hasValue(version);
  const query = useQuery({
    ...versionQuery(connected, version ?? noVersion, floor),
    enabled: !isKnown,
  });
  return { ...query, data: isKnown ? version : query.data, isLoading: !isKnown && query.data === undefined };
}

const noVersion: KeyVersion = {
  key: keyFromText("-"),
  createRevision: zeroRevision,
  modRevision: zeroRevision,
  version: zeroInt64,
  lease: noLease,
};

interface SideProps {
  readonly revision: Revision | undefined;
  readonly now: Revision | undefined;
  /** Where there is no version. */
  readonly otherwise: string;
  readonly isDelete?: boolean;
}

function Side({ revision, now, otherwise, isDelete = false }: SideProps) {
  return (
    <span className="inline-flex h-6 items-center gap-1.5 rounded-md border border-line bg-raised px-2">
      {revision === undefined ? <span className="text-muted">{otherwise}</span> : <>rev {formatGrouped(revision)}</>}
      {isDelete && revision !== undefined && <Badge tone="bad">deleted</Badge>}
      {revision !== undefined && revision === now && <NowBadge />}
    </span>
  );
}
