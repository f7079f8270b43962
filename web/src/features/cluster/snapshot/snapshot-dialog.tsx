import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { memberName } from "@etcd-explorer/shared/model/cluster";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import type { Int64 } from "@etcd-explorer/shared/model/int64";
import { Check, CircleX, Download } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { AdminCalls } from "#/api/client/admin-calls.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { ProgressBar } from "#/ui/progress-bar.tsx";
import { SelectField } from "#/ui/select-field.tsx";
import type { MonitoredMember } from "#/features/cluster/state/cluster-model.ts";
import { readSnapshot, type SnapshotProgress, type SnapshotResult } from "./read-snapshot.ts";
import { openSnapshotFile } from "./snapshot-file.ts";

interface SnapshotDialogProps {
  readonly admin: AdminCalls;
  readonly members: readonly MonitoredMember[];
  readonly leader: Int64 | undefined;
  readonly onClose: () => void;
}

type State =
  | { readonly kind: "choosing" }
  | { readonly kind: "streaming"; readonly progress: SnapshotProgress }
  | { readonly kind: "saved"; readonly result: SnapshotResult }
  | { readonly kind: "failed"; readonly why: string };

/** Streams a member's database to disk and verifies it. */
export function SnapshotDialog({ admin, members, leader, onClose }: SnapshotDialogProps) {
  const { connection } = useConnected();
  const able = members.filter(({ monitor }) => monitor?.place !== undefined && monitor.reach === "up");
  // A follower has the same data, and more time.
  const proposed = able.find(({ member }) => member.id !== leader) ?? able[0];
  // Opened while the members were still being asked, it begins with nobody.
  const [picked, setPicked] = useState(proposed?.member.id);
  const [state, setState] = useState<State>({ kind: "choosing" });
  const leaving = useRef(new AbortController());
  useEffect(() => {
    const controller = leaving.current;
    return () => controller.abort();
  }, []);
  const source = able.find(({ member }) => member.id === picked) ?? (picked === undefined ? proposed : undefined);
  const isReading = members.some(({ monitor }) => monitor === undefined);

  const save = async () => {
    const stamp = new Date().toISOString().slice(0, 19).replaceAll(/[:T]/g, "-");
    const name = `${connection.id.replaceAll(/[^\w.-]+/g, "-")}-${stamp}.db`;
    const place = source?.monitor?.place;
    if (place === undefined) return;
    const file = await openSnapshotFile(name);
    if (file === undefined) return;
    setState({ kind: "streaming", progress: { receivedBytes: 0, totalBytes: 0 } });
    try {
      const { signal } = leaving.current;
      const body = await admin.snapshot({ place, signal });
      let shownMs = 0;
      const result = await readSnapshot(
        body,
        (bytes) => file.write(bytes),
        (progress) => {
          // Frames come by the thousand: the screen needs a few a second.
          if (performance.now() - shownMs < 100) return;
          shownMs = performance.now();
          setState({ kind: "streaming", progress });
        },
      );
      await file.finish();
      setState({ kind: "saved", result });
    } catch (error) {
      await file.abandon();
      if (!leaving.current.signal.aborted) setState({ kind: "failed", why: describeFailure(failureOf(error)) });
    }
  };

  return (
    <Dialog label="Snapshot" onClose={onClose} className="w-[min(520px,calc(100vw-48px))]!">
      <div className="flex flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">Snapshot</h2>
        <p className="text-muted">
          One member&apos;s database as a file for <code className="font-mono">etcdutl snapshot restore</code>, checked
          by its SHA-256. It holds every value and password hash: store it as safely as the cluster.
        </p>
        {source === undefined &&
          (isReading ? (
            <p role="status" className="text-muted">
              Checking which members can be reached…
            </p>
          ) : (
            <p className="text-warn">No member can be reached directly.</p>
          ))}
        {state.kind === "choosing" && source !== undefined && (
          <SelectField
            label="Member"
            value={source.member.id}
            onPick={(value) => setPicked(able.find(({ member }) => member.id === value)?.member.id)}
            options={able.map(({ member }) => ({
              value: member.id,
              label: `${memberName(member)}${member.id === leader ? " (leader)" : ""}`,
            }))}
          />
        )}
        {state.kind === "streaming" && <Progress {...state.progress} />}
        {state.kind === "saved" && (
          <div role="status" className="rounded-md bg-ok-bg px-3 py-2 text-ok">
            <p className="flex items-center gap-2 [&_svg]:size-4">
              <Check /> Saved {formatBytes(state.result.sizeBytes)} · SHA-256 verified
            </p>
            <p className="font-mono text-sm break-all" data-testid="snapshot-hash">
              {state.result.sha256}
            </p>
          </div>
        )}
        {state.kind === "failed" && (
          <p
            role="alert"
            className="flex gap-2 rounded-md bg-bad-bg px-3 py-2 text-bad [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0"
          >
            <CircleX /> {state.why}. Nothing was kept.
          </p>
        )}
        <DialogFooter>
          <Button onClick={onClose}>{state.kind === "saved" ? "Close" : "Cancel"}</Button>
          {(state.kind === "choosing" || state.kind === "failed") && (
            <Button variant="primary" disabled={source === undefined} onClick={() => void save()}>
              <Download /> Save to disk
            </Button>
          )}
        </DialogFooter>
      </div>
    </Dialog>
  );
}

function Progress({ receivedBytes, totalBytes }: SnapshotProgress) {
  return (
    <div>
      <ProgressBar label="Snapshot received" done={receivedBytes} total={totalBytes} />
      <p className="text-muted">
        {formatBytes(receivedBytes)} of {formatBytes(totalBytes)}
      </p>
    </div>
  );
}
