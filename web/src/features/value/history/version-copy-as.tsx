import type { EquivalentRequest } from "@etcd-explorer/shared/command/equivalents/request";
import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { readableAt, type KeyVersion } from "@etcd-explorer/shared/read/history/key-version";
import { createTxn, saveTxn } from "@etcd-explorer/shared/write/guarded/guarded-write";
import { useState } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { equivalentTarget } from "#/api/connection/equivalent-target.ts";
import { CopyAs } from "#/components/copy-as.tsx";
import { LabelledChoice } from "#/ui/labelled-choice.tsx";
import { hasValue } from "./history-rows.ts";

interface VersionCopyAsProps {
  readonly version: KeyVersion;
  /** The key as it is; undefined: it is gone. */
  readonly head: KeyValue | undefined;
  /** The oldest revision that can be read. */
  readonly floor: Revision;
  readonly onClose: () => void;
}

const acts = ["read", "restore"] as const;
type Act = (typeof acts)[number];

/** A version in other words, to be copied: how to read it, or to write it again as a restore does. */
export function VersionCopyAs({ version, head, floor, onClose }: VersionCopyAsProps) {
  const { connection, at } = useConnected();
  const [act, setAct] = useState<Act>("read");
  const canRestore = at === "live" && hasValue(version) && version.modRevision !== head?.modRevision;
  const guard = head === undefined ? "absent" : "unchanged";
  const what = (
    <LabelledChoice
      label="Request"
      options={canRestore ? acts : ["read"]}
      chosen={act}
      onChoose={setAct}
      words={(name) => (name === "read" ? "Get version" : `Restore (only if ${guard})`)}
    />
  );
  return (
    <CopyAs
      title={`Copy revision ${formatGrouped(version.modRevision)} as`}
      request={requestFor(act, version, head, floor)}
      target={equivalentTarget(connection)}
      what={what}
      onClose={onClose}
    />
  );
}

function requestFor(act: Act, version: KeyVersion, head: KeyValue | undefined, floor: Revision): EquivalentRequest {
  const { key } = version;
  if (act === "read" || !hasValue(version)) {
    return { kind: "range", request: { key, revision: readableAt(version, floor) } };
  }
  return { kind: "txn", request: head === undefined ? createTxn(key, version.value) : saveTxn(head, version.value) };
}
