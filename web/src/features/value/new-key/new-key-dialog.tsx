import { isWellFormed, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { useState } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useQuestion } from "#/components/use-question.tsx";
import { useDraftsKept } from "#/stores/draft-storage.ts";
import { keepNewKey, newKeyDraft, newKeyStorage, type NewKeyDraft } from "#/stores/new-key-draft.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { UnkeptBadge } from "#/ui/unkept-badge.tsx";
import { largestValueBytes } from "#/features/value/text/editor-model.ts";
import { noLeaseChosen, parseLeaseChoice, type LeaseChoice } from "#/features/value/lease/lease-choice.ts";
import { LeasePicker } from "#/features/value/lease/lease-picker.tsx";
import { KeyNameField } from "./key-name-field.tsx";
import { readKeyName } from "./key-name.ts";
import { NewKeyValue } from "./new-key-value.tsx";
import { useNewKey } from "./use-new-key.ts";
import { fromEditText } from "#/lib/formats/value-text.ts";

interface NewKeyDialogProps {
  /** What the key starts with: the folder that one is in. */
  readonly start: Key;
  readonly onClose: () => void;
  readonly onOpen: (key: Key) => void;
}

/** Creates a key, only if there is none of that name. */
export function NewKeyDialog({ start, onClose, onOpen }: NewKeyDialogProps) {
  const { connection } = useConnected();
  const [kept] = useState(() => newKeyDraft(connection.id));
  const [{ name, text, encoding }, setTyped] = useState(() => kept ?? blank(start));
  // An unfinished key is kept until it is created or discarded, whichever way the dialog is left.
  const type = (part: Partial<NewKeyDraft>) => {
    const typed = { name, text, encoding, ...part };
    setTyped(typed);
    keepNewKey(connection.id, typed.text === "" && typed.name === formatKey(start) ? undefined : typed);
  };
  const survivesReload = useDraftsKept(newKeyStorage);
  const isBegun = text !== "" || name !== formatKey(start);
  const [lease, setLease] = useState<LeaseChoice>(noLeaseChosen);
  const [leaseError, setLeaseError] = useState<string>();
  const { create, show, error, existing, reset, refusalOf } = useNewKey((key) => {
    keepNewKey(connection.id, undefined);
    onClose();
    onOpen(key);
  });
  const value = fromEditText(text, encoding);

  const { answered, answer, field } = useQuestion("key.create");

  const submit = (written = text) => {
    if (!answer()) return;
    const read = readKeyName(name, refusalOf);
    const content = fromEditText(written, encoding);
    const plan = parseLeaseChoice(lease);
    setLeaseError("error" in plan ? plan.error : undefined);
    if ("error" in read) reset(read.error);
    else if (content === undefined)
      reset(
        encoding === "text" && !isWellFormed(written)
          ? "The value contains an invalid Unicode character"
          : `The value is not valid ${encoding}`,
      );
    else if (!("error" in plan)) {
      reset();
      create.mutate({ key: read.key, value: content, plan });
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
        <KeyNameField
          label="Key"
          name={name}
          error={error}
          onType={(typed) => {
            reset();
            type({ name: typed });
          }}
        />
        <NewKeyValue
          name={name}
          text={text}
          encoding={encoding}
          value={value}
          limitBytes={largestValueBytes(start)}
          onType={(part) => {
            reset();
            type(part);
          }}
          onSubmit={submit}
        />
        <LeasePicker
          choice={lease}
          kept={undefined}
          error={leaseError}
          onChange={(next) => {
            setLeaseError(undefined);
            setLease(next);
          }}
        />
        {!survivesReload && isBegun && (
          <p>
            <UnkeptBadge />
          </p>
        )}
        {kept !== undefined && isBegun && (
          <p className="text-sm text-muted">Restored from your last unsaved attempt.</p>
        )}
        <p className="text-sm text-muted">The value may be empty. An existing key is not overwritten.</p>
        {field}
        <DialogFooter>
          {existing !== undefined && (
            <Button
              onClick={() => {
                show(existing.key);
                // It was not created: what was typed stays for later.
                keepNewKey(connection.id, { name, text, encoding });
              }}
            >
              Open existing key
            </Button>
          )}
          {isBegun && (
            <Button
              variant="ghost"
              onClick={() => {
                keepNewKey(connection.id, undefined);
                onClose();
              }}
            >
              Discard
            </Button>
          )}
          <Button onClick={onClose} title={isBegun ? "Your input is kept in this tab" : undefined}>
            {isBegun ? "Close" : "Cancel"}
          </Button>
          <Button type="submit" variant="primary" busy={create.isPending} disabled={!answered}>
            Create key
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

function blank(start: Key): NewKeyDraft {
  return { name: formatKey(start), text: "", encoding: "text" };
}
