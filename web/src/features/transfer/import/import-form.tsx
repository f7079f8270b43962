import type { ImportOptions } from "@etcd-explorer/shared/write/transfer/import-options";
import { parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { badEscape } from "#/lib/key-text-problem.ts";
import { useId, useState } from "react";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Choice } from "#/ui/choice.tsx";
import { Field } from "#/ui/field.tsx";

interface ImportFormProps {
  readonly onCompare: (file: File, options: ImportOptions) => void;
  readonly onClose: () => void;
}

type Leases = ImportOptions["leases"];
const leaseChoices = [
  { value: "keep", label: "Keep leases", title: "Existing keys keep their lease, new keys have none" },
  { value: "same", label: "Same lease", title: "The lease with the same ID, which must exist" },
  { value: "grant", label: "New lease", title: "A new lease with the TTL in the file" },
] as const;
const leaseNotes: Record<Leases, string> = {
  keep: "Existing keys keep their lease; new keys have none.",
  same: "Each key gets the lease with the same ID. It must exist on this cluster.",
  grant: "One new lease per lease in the file, with its TTL (default: 1 h).",
};

/** Which file, and what to do with its keys. */
export function ImportForm({ onCompare, onClose }: ImportFormProps) {
  const [file, setFile] = useState<File>();
  const [strip, setStrip] = useState("");
  const [add, setAdd] = useState("");
  const [leases, setLeases] = useState<Leases>("keep");
  const fileId = useId();
  const [stripPrefix, addPrefix] = [parseKeyText(strip), parseKeyText(add)];
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (file === undefined || stripPrefix === undefined || addPrefix === undefined) return;
        onCompare(file, { stripPrefix, addPrefix, leases });
      }}
    >
      <div className="flex flex-col gap-1">
        <label htmlFor={fileId} className="text-sm text-muted">
          File (JSON lines, or output of etcdctl get -w json)
        </label>
        <input
          id={fileId}
          type="file"
          accept=".jsonl,.ndjson,.json,.txt"
          onChange={(event) => setFile(event.target.files?.[0])}
          className="rounded-md border border-line bg-bg px-2.5 py-1 file:mr-3 file:rounded file:border file:border-line file:bg-raised file:px-2 file:text-text"
        />
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Field
          label="Replace prefix"
          mono
          spellCheck={false}
          autoComplete="off"
          placeholder="(none)"
          value={strip}
          error={stripPrefix === undefined ? badEscape : undefined}
          onChange={(event) => setStrip(event.target.value)}
        />
        <Field
          label="With"
          mono
          spellCheck={false}
          autoComplete="off"
          placeholder="(none)"
          value={add}
          error={addPrefix === undefined ? badEscape : undefined}
          onChange={(event) => setAdd(event.target.value)}
        />
      </div>
      <div className="flex flex-col items-start gap-1.5">
        <Choice label="Leases" options={leaseChoices} value={leases} onChange={setLeases} />
        <p className="text-sm text-muted">{leaseNotes[leases]}</p>
      </div>
      <p className="text-muted">The file is compared with the cluster first. Nothing is written until you confirm.</p>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={file === undefined}>
          Compare file
        </Button>
      </DialogFooter>
    </form>
  );
}
