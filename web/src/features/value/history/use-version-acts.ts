import { useQueryClient } from "@tanstack/react-query";
import { failureOf, describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { KeyVersion } from "@etcd-explorer/shared/read/history/key-version";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { shownValue } from "#/lib/formats/shown-value.ts";
import { encodingOf, toEditText } from "#/lib/formats/value-text.ts";
import { notify, notifyRefusal } from "#/stores/notices.ts";
import { versionQuery } from "./history-query.ts";
import { hasValue } from "./history-rows.ts";

interface VersionActs {
  /** The version that a restore would write; undefined: there is none. */
  readonly restored: KeyVersion | undefined;
  /** The version that is looked at; of a delete the one that it removed. */
  readonly looked: KeyVersion | undefined;
  /** The revision of the row that is looked at. */
  readonly revision: Revision | undefined;
  /** The oldest revision that can be read. */
  readonly floor: Revision | undefined;
  readonly unwritable: string | undefined;
  readonly onRestore: (version: KeyValue) => void;
  readonly onCopyAs: (version: KeyVersion) => void;
  readonly onView: (revision: Revision) => void;
}

/** What can be done with the version that is looked at. A value that was not read with the list is read for it. */
export function useVersionActs({
  restored,
  looked,
  revision,
  floor,
  unwritable,
  onRestore,
  onCopyAs,
  onView,
}: VersionActs): void {
  const connected = useConnected();
  const queryClient = useQueryClient();
  const withValue = async (version: KeyVersion, then: (kv: KeyValue) => void) => {
    if (hasValue(version)) return then(version);
    try {
      const read = await queryClient.fetchQuery(versionQuery(connected, version, floor ?? version.modRevision));
      if (hasValue(read)) then(read);
    } catch (error) {
      notify(`Could not load the version. ${describeFailure(failureOf(error))}`, "bad");
    }
    return undefined;
  };
  const noRestore = restored === undefined ? "Select an older version" : undefined;
  useAct(
    "history.restore",
    () => {
      if (restored !== undefined) void withValue(restored, onRestore);
    },
    unwritable ?? noRestore,
  );
  const unknown = looked === undefined ? "The version is not known" : undefined;
  useAct(
    "history.copy",
    () => {
      if (looked !== undefined) void withValue(looked, copyVersion);
    },
    unknown,
  );
  useAct(
    "history.copy-as",
    () => {
      if (looked !== undefined) onCopyAs(looked);
    },
    unknown,
  );
  const view = () => {
    if (revision !== undefined) onView(revision);
  };
  useAct("history.view", view, revision === undefined ? "No version" : undefined);
}

function copyVersion({ value, modRevision }: KeyValue): void {
  const shown = shownValue(value);
  if (shown === undefined) return notifyRefusal("Secret data is hidden. View this revision and reveal it there.");
  const encoding = encodingOf(value);
  const what = encoding === "text" ? "value" : `value as ${encoding}`;
  void copyAndSay(toEditText(shown, encoding), `Copied ${what} of revision ${formatGrouped(modRevision)}`);
}
