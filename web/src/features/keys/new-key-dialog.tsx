import { useMutation, useQueryClient } from "@tanstack/react-query";
import { encodeHex, isWellFormed, valueFromText, type Key } from "@etcd-explorer/shared/bytes";
import { failureOf } from "@etcd-explorer/shared/failure";
import { createTxn, readOutcome } from "@etcd-explorer/shared/guarded-write";
import { formatGrouped, noLease } from "@etcd-explorer/shared/int64";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/key-text";
import { foldersAbove, slash } from "@etcd-explorer/shared/listing/child";
import { useId, useState } from "react";
import { useConnected } from "#/api/connection-context.tsx";
import { refreshAfterWrite } from "#/api/etcd-cache.ts";
import { describeWriteFailure } from "#/lib/write-failure.ts";
import { setExpanded } from "#/stores/expanded.ts";
import { notifyWritten } from "#/stores/undo.ts";
import { Button } from "#/ui/button.tsx";
import { Dialog } from "#/ui/dialog.tsx";
import { Field } from "#/ui/field.tsx";

interface NewKeyDialogProps {
  /** What the key starts with: the folder that one is in. */
  readonly start: Key;
  readonly onClose: () => void;
  readonly onOpen: (key: Key) => void;
}

/** Creates a key, only if there is none of that name. */
export function NewKeyDialog({ start, onClose, onOpen }: NewKeyDialogProps) {
  const { connection, etcd } = useConnected();
  const queryClient = useQueryClient();
  const [name, setName] = useState(() => formatKey(start));
  const [value, setValue] = useState("");
  const [error, setError] = useState<string>();
  const [existing, setExisting] = useState<Key>();
  const valueId = useId();

  const open = (key: Key) => {
    setExpanded(connection.id, foldersAbove(key, slash).map(encodeHex), true);
    onClose();
    onOpen(key);
  };
  const create = useMutation({
    mutationFn: async (key: Key) => {
      const outcome = readOutcome(await etcd.txn(createTxn(key, valueFromText(value))));
      if (outcome.kind === "conflict") {
        setExisting(key);
        setError("exists already. Nothing was written.");
        return;
      }
      await refreshAfterWrite(queryClient, connection.id, key);
      const label = `Created ${formatKey(key)} at revision ${formatGrouped(outcome.revision)}`;
      const after = { value: valueFromText(value), lease: noLease };
      notifyWritten(connection.id, label, [{ revision: outcome.revision, changes: [{ key, after }] }]);
      open(key);
    },
    onError: (failed) => setError(describeWriteFailure(failureOf(failed))),
  });
  const submit = () => {
    const key = parseKeyText(name);
    setExisting(undefined);
    if (key === undefined) setError("A backslash is written \\\\ and any byte \\xNN");
    else if (key.length === 0) setError("A key has at least one byte");
    else if (!isWellFormed(value)) setError("The value holds a character that has no UTF-8");
    else {
      setError(undefined);
      create.mutate(key);
    }
  };
  return (
    <Dialog label="New key" onClose={onClose}>
      <form
        className="flex flex-col gap-3 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2 className="text-lg font-semibold">New key</h2>
        <Field
          label="Key"
          mono
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type this
          autoFocus
          spellCheck={false}
          autoComplete="off"
          value={name}
          error={error}
          hint="Any bytes: \xNN stands for one that cannot be typed"
          onChange={(event) => setName(event.target.value)}
        />
        <div className="flex flex-col gap-1">
          <label htmlFor={valueId} className="text-sm text-muted">
            Value
          </label>
          <textarea
            id={valueId}
            rows={8}
            spellCheck={false}
            value={value}
            onChange={(event) => setValue(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit();
            }}
            className="resize-y rounded-md border border-line bg-bg px-2.5 py-1.5 font-mono"
          />
          <p className="text-sm text-muted">May stay empty. It is created only if no key of this name exists.</p>
        </div>
        <div className="flex justify-end gap-2">
          {existing !== undefined && <Button onClick={() => open(existing)}>Open the existing one</Button>}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={create.isPending}>
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
