import { isWellFormed, type Key } from "@etcd-explorer/shared/bytes";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/key-text";
import { useId, useState } from "react";
import { formatBytes } from "#/lib/format.ts";
import { placeOf } from "#/lib/text-place.ts";
import { Button } from "#/ui/button.tsx";
import { Dialog } from "#/ui/dialog.tsx";
import { Field } from "#/ui/field.tsx";
import { largestValueBytes } from "./editor-model.ts";
import { detectFormat } from "./formats.ts";
import { noLeaseChosen, parseLeaseChoice, type LeaseChoice } from "./lease-choice.ts";
import { LeasePicker } from "./lease-picker.tsx";
import { useFormatCheck } from "./use-format-check.ts";
import { useNewKey } from "./use-new-key.ts";
import { canBeEditedAs, fromEditText, toEditText, type Encoding } from "#/lib/value-text.ts";

interface NewKeyDialogProps {
  /** What the key starts with: the folder that one is in. */
  readonly start: Key;
  readonly onClose: () => void;
  readonly onOpen: (key: Key) => void;
}

/** Creates a key, only if there is none of that name. */
export function NewKeyDialog({ start, onClose, onOpen }: NewKeyDialogProps) {
  const [name, setName] = useState(() => formatKey(start));
  const [text, setText] = useState("");
  const [encoding, setEncoding] = useState<Encoding>("text");
  const [lease, setLease] = useState<LeaseChoice>(noLeaseChosen);
  const [leaseError, setLeaseError] = useState<string>();
  const valueId = useId();
  const { create, show, error, existing, reset, refusalOf } = useNewKey((key) => {
    onClose();
    onOpen(key);
  });
  const value = fromEditText(text, encoding);

  const submit = () => {
    const key = parseKeyText(name);
    const plan = parseLeaseChoice(lease);
    setLeaseError("error" in plan ? plan.error : undefined);
    if (key === undefined) reset("A backslash is written \\\\ and any byte \\xNN");
    else if (key.length === 0) reset("A key has at least one byte");
    else if (refusalOf(key) !== undefined) reset(refusalOf(key));
    else if (value === undefined)
      reset(
        encoding === "text" && !isWellFormed(text)
          ? "The value holds a character that has no UTF-8"
          : `The value is no ${encoding}`,
      );
    else if (!("error" in plan)) {
      reset();
      create.mutate({ key, value, plan });
    }
  };
  return (
    <Dialog label="New key" onClose={onClose}>
      <form
        className="flex max-h-[76vh] flex-col gap-3 overflow-auto p-5"
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
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit();
            }}
            className="resize-y rounded-md border border-line bg-bg px-2.5 py-1.5 font-mono"
          />
          <div className="flex items-center gap-2 text-sm text-muted">
            <select
              aria-label="Write the value as"
              className="h-6 rounded-md border border-line bg-bg px-1 text-text"
              value={encoding}
              onChange={(event) => {
                const next = (["text", "hex", "base64"] as const).find((known) => known === event.target.value);
                if (next === undefined || value === undefined || !canBeEditedAs(value, next)) return;
                setText(toEditText(value, next));
                setEncoding(next);
              }}
            >
              <option value="text">Text</option>
              <option value="hex">Hex</option>
              <option value="base64">Base64</option>
            </select>
            {encoding === "text" && <FormatNote text={text} name={name} />}
            <span className="flex-1" />
            {value !== undefined && (
              <span className={value.length > largestValueBytes(start) ? "text-warn" : undefined}>
                {formatBytes(value.length)} of {formatBytes(largestValueBytes(start))}
              </span>
            )}
          </div>
        </div>
        <LeasePicker choice={lease} kept={undefined} error={leaseError} onChange={setLease} />
        <p className="text-sm text-muted">The value may stay empty. Created only if no key of this name exists.</p>
        <div className="flex justify-end gap-2">
          {existing !== undefined && <Button onClick={() => show(existing.key)}>Open the existing one</Button>}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={create.isPending}>
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What the text seems to be, and where it breaks. */
function FormatNote({ text, name }: { readonly text: string; readonly name: string }) {
  const format = detectFormat(text, name);
  const check = useFormatCheck(text, format);
  if (check?.kind === "wrong") {
    const { line, column } = placeOf(text, check.problem.at);
    return <span className="truncate text-warn">{`not valid ${format}: line ${line}, column ${column}`}</span>;
  }
  return <span className="truncate">{check?.kind === "valid" ? `valid ${format}` : format}</span>;
}
