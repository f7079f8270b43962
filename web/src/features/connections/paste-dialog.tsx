import { parseEtcdctlText, type EtcdctlConnection } from "@etcd-explorer/shared/command/etcdctl/read/etcdctl-flags";
import { useId, useState } from "react";
import { formatShortcut, isMac } from "#/acts/shortcut.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { Kbd } from "#/ui/kbd.tsx";

interface PasteDialogProps {
  readonly onClose: () => void;
  readonly onRead: (connection: EtcdctlConnection) => void;
}

/** Takes an etcdctl command line or its variables as they stand in a terminal, and fills in the form with them. */
export function PasteDialog({ onClose, onRead }: PasteDialogProps) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const id = useId();
  const read = () => {
    const found = parseEtcdctlText(text);
    if ("problem" in found) setProblem(found.problem);
    else {
      onClose();
      onRead(found);
    }
  };
  return (
    <Dialog label="Paste etcdctl flags" onClose={onClose}>
      <form
        className="flex flex-col gap-2 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          read();
        }}
      >
        <h2 className="text-lg font-semibold">Paste etcdctl flags</h2>
        <label htmlFor={id} className="text-muted">
          A command line or ETCDCTL_… variables. Kept in this tab only.
        </label>
        <textarea
          id={id}
          rows={6}
          spellCheck={false}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to paste here
          autoFocus
          placeholder="etcdctl --endpoints https://10.0.0.5:2379 --cacert ca.crt --user root"
          value={text}
          aria-invalid={problem !== undefined}
          onChange={(event) => {
            setProblem(undefined);
            setText(event.target.value);
          }}
          className="resize-y rounded-md border border-line bg-bg px-2.5 py-1.5 font-mono aria-invalid:border-bad"
        />
        {problem !== undefined && (
          <p role="alert" className="text-bad">
            {problem}
          </p>
        )}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Fill in form <Kbd>{formatShortcut("Mod+Enter", isMac)}</Kbd>
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
