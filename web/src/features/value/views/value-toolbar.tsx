import { AlignLeft, FoldHorizontal, WrapText } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { isTextFormat, textFormats, type TextFormat } from "#/stores/chosen-formats.ts";
import { useEditorSettings } from "#/stores/editor-settings.ts";
import type { EditorModel } from "#/features/value/text/editor-model.ts";
import { canBeEditedAs, type Encoding } from "#/lib/formats/value-text.ts";

interface ValueToolbarProps {
  readonly model: EditorModel;
  readonly chosen: TextFormat | undefined;
  readonly onFormat: (format: TextFormat | undefined) => void;
  /** undefined: nothing is edited here. */
  readonly onEncoding: ((encoding: Encoding) => void) | undefined;
}

const encodings: readonly (readonly [Encoding, string])[] = [
  ["text", "Text"],
  ["hex", "Hex"],
  ["base64", "Base64"],
];

const look = "h-6 rounded-md border border-line bg-bg px-1 text-sm text-text disabled:opacity-60";

/** How the value is read and written: its format, its spelling, wrapping, and laying it out anew. */
export function ValueToolbar({ model, chosen, onFormat, onEncoding }: ValueToolbarProps) {
  const wraps = useEditorSettings((settings) => settings.wraps);
  const { format, encoding, value } = model;
  return (
    <div className="flex items-center gap-1.5">
      <select
        aria-label="Format"
        className={look}
        disabled={encoding !== "text" || format === "Kubernetes"}
        value={chosen ?? ""}
        onChange={(event) => onFormat(isTextFormat(event.target.value) ? event.target.value : undefined)}
      >
        <option value="">{chosen === undefined ? `Auto: ${format}` : "Auto"}</option>
        {textFormats.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      {onEncoding !== undefined && (
        <select
          aria-label="Edit as"
          className={look}
          value={encoding}
          disabled={value === undefined}
          title={value === undefined ? "Fix the text first" : "Encoding in the editor"}
          onChange={(event) => {
            const next = encodings.find(([name]) => name === event.target.value)?.[0];
            if (next !== undefined) onEncoding(next);
          }}
        >
          {encodings.map(([name, label]) => (
            <option key={name} value={name} disabled={value === undefined || !canBeEditedAs(value, name)}>
              {label}
            </option>
          ))}
        </select>
      )}
      <ActButton
        act="value.wrap"
        variant={wraps ? "plain" : "ghost"}
        label={null}
        icon={<WrapText />}
        className="h-6 w-7 px-0"
      />
      <ActButton act="value.format" variant="ghost" label={null} icon={<AlignLeft />} className="h-6 w-7 px-0" />
      <ActButton act="value.minify" variant="ghost" label={null} icon={<FoldHorizontal />} className="h-6 w-7 px-0" />
    </div>
  );
}
