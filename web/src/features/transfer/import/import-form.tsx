import type { ImportOptions } from "@etcd-explorer/shared/write/transfer/import-options";
import { parseKeyText } from "@etcd-explorer/shared/model/key-text";
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
  { value: "keep", label: "Leave leases", title: "Keys that are there keep their lease, new ones have none" },
  { value: "same", label: "Same lease", title: "The lease of the same ID, which must exist" },
  { value: "grant", label: "New lease", title: "A new lease with the TTL that the file tells" },
] as const;
const leaseNotes: Record<Leases, string> = {
  keep: "Keys that are there keep their lease; new ones have none.",
  same: "Each key gets the lease of the same ID. It must exist here.",
  grant: "One new lease for each lease of the file, with its TTL (an hour where the file tells none).",
};

/** Which file, and what to do with its keys. */
export function ImportForm({ onCompare, onClose }: ImportFormProps) {
  const [file, setFile] = useState<File>();
  const [strip, setStrip] = useState("");
  const [add, setAdd] = useState("");
  const [leases, setLeases] = useState<Leases>("keep");
  const fileId = useId();
  const [stripPrefix, addPrefix] = [parseKeyText(strip), parseKeyText(add)];
  const problem = "A backslash is written \\\\ and any byte \\xNN";
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
          File: JSON lines, or what etcdctl get -w json prints
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
          label="Take off the start of keys"
          mono
          spellCheck={false}
          autoComplete="off"
          placeholder="nothing"
          value={strip}
          error={stripPrefix === undefined ? problem : undefined}
          onChange={(event) => setStrip(event.target.value)}
        />
        <Field
          label="Put there instead"
          mono
          spellCheck={false}
          autoComplete="off"
          placeholder="nothing"
          value={add}
          error={addPrefix === undefined ? problem : undefined}
          onChange={(event) => setAdd(event.target.value)}
        />
      </div>
      <div className="flex flex-col items-start gap-1.5">
        <Choice label="Leases" options={leaseChoices} value={leases} onChange={setLeases} />
        <p className="text-sm text-muted">{leaseNotes[leases]}</p>
      </div>
      <p className="text-muted">The file is compared with the cluster first. Nothing is written before you say so.</p>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={file === undefined}>
          Compare
        </Button>
      </DialogFooter>
    </form>
  );
}
