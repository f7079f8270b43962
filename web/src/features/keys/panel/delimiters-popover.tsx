import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { SplitSquareHorizontal } from "lucide-react";
import { useRef, useState } from "react";
import { useAct } from "#/acts/use-act.ts";
import { setDelimiters, useDelimiters } from "#/stores/delimiters.ts";
import { setCompactFolders, useCompactFolders } from "#/stores/layout/compact-folders.ts";
import { Field } from "#/ui/field.tsx";
import { Popover } from "#/ui/popover.tsx";
import { badEscape } from "#/lib/key-text-problem.ts";

const common = ["/", ":", ".", "|"] as const;

/** Which bytes part folders on this connection: a way of looking, nothing in etcd changes. */
export function DelimitersPopover({ connectionId }: { readonly connectionId: string }) {
  const delimiters = useDelimiters(connectionId);
  const compact = useCompactFolders();
  useAct("keys.compact", () => setCompactFolders(!compact));
  const button = useRef<HTMLButtonElement>(null);
  useAct("keys.delimiters", () => button.current?.click());
  const text = formatKey(delimiters);
  // What is typed stays as it is typed: `\x00` goes through forms that mean something else.
  const [typed, setTyped] = useState<string>();
  const isWrong = typed !== undefined && parseKeyText(typed) === undefined;
  const choose = (bytes: Iterable<number>) => setDelimiters(connectionId, Uint8Array.from(new Set(bytes)).toSorted());
  return (
    <Popover
      button={button}
      label="Folder separators…"
      title={`Folder separators: ${text || "none"}`}
      icon={<SplitSquareHorizontal />}
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-sm text-muted">Folder separators</legend>
        <div className="flex gap-3 pb-1">
          {common.map((sign) => {
            const byte = sign.charCodeAt(0);
            const chosen = delimiters.includes(byte);
            return (
              <label key={sign} className="flex items-center gap-1.5 font-mono">
                <input
                  type="checkbox"
                  checked={chosen}
                  onChange={() => choose(chosen ? delimiters.filter((other) => other !== byte) : [...delimiters, byte])}
                />
                {sign}
              </label>
            );
          })}
        </div>
        <Field
          label="Separators (one byte each)"
          mono
          spellCheck={false}
          value={typed ?? text}
          error={isWrong ? badEscape : undefined}
          onBlur={() => setTyped(undefined)}
          hint="Saved for this connection in this browser. Leave empty for a flat list."
          onChange={(event) => {
            setTyped(event.target.value);
            const bytes = parseKeyText(event.target.value);
            if (bytes !== undefined) choose(bytes);
          }}
        />
        <label className="flex items-center gap-1.5 border-t border-line pt-2.5">
          <input type="checkbox" checked={compact} onChange={() => setCompactFolders(!compact)} />
          Compact single-child folders
        </label>
      </fieldset>
    </Popover>
  );
}
