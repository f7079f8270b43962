import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import type { Value } from "@etcd-explorer/shared/model/bytes";
import type { Encoding } from "#/lib/formats/encodings.ts";
import { askedValue } from "#/lib/formats/shown-value.ts";
import { canBeEditedAs, toEditText } from "#/lib/formats/value-text.ts";
import { CodeEditor } from "#/ui/editor/code-editor.tsx";
import { describeFormat } from "#/features/value/text/format-badge.tsx";
import { codeLanguageOf, detectFormat } from "#/features/value/text/formats.ts";
import { useFormatCheck } from "#/features/value/text/use-format-check.ts";

interface NewKeyValueProps {
  /** The key's name, whose ending tells a format. */
  readonly name: string;
  readonly text: string;
  readonly encoding: Encoding;
  /** What the text means; undefined while it is no whole value. */
  readonly value: Value | undefined;
  /** What etcd takes at the most. */
  readonly limitBytes: number;
  readonly onType: (typed: { readonly text?: string; readonly encoding?: Encoding }) => void;
  /** With the text as it is at that moment. */
  readonly onSubmit: (text: string) => void;
}

const encodings: readonly (readonly [Encoding, string])[] = [
  ["text", "Text"],
  ["hex", "Hex"],
  ["base64", "Base64"],
];

/**
 * The value of a key that is being made: an editor as that of a key that exists, its spelling, format and size. The
 * editor is not loaded later than the dialog: Tab leads from the name into it at once.
 */
export function NewKeyValue(props: NewKeyValueProps) {
  const { name, text, encoding, value, limitBytes, onType, onSubmit } = props;
  const format = encoding === "text" ? detectFormat(text, name) : "plain";
  const check = useFormatCheck(text, format);
  return (
    <div className="flex flex-col gap-1">
      <span aria-hidden="true" className="text-sm text-muted">
        Value
      </span>
      <div className="h-44 max-h-[40vh] min-h-24 resize-y overflow-hidden rounded-md border border-line bg-bg focus-within:border-accent">
        <CodeEditor
          // Its undo must not lead into another spelling.
          key={encoding}
          aria-label="Value"
          text={text}
          language={codeLanguageOf(format)}
          problem={check?.kind === "wrong" ? check.problem : undefined}
          keys={["Mod-Enter", "Mod-s"].map((chord) => ({
            key: chord,
            run: (typed) => {
              onSubmit(typed);
              return true;
            },
          }))}
          onChange={(typed) => onType({ text: typed })}
        />
      </div>
      <div className="flex items-center gap-2 text-sm text-muted">
        <select
          aria-label="Encoding"
          className="h-6 rounded-md border border-line bg-bg px-1 text-text"
          value={encoding}
          disabled={value === undefined}
          title={value === undefined ? "Fix the value first" : undefined}
          onChange={(event) => {
            const next = encodings.find(([known]) => known === event.target.value)?.[0];
            if (next === undefined || value === undefined || !canBeEditedAs(value, next)) return;
            onType({ text: toEditText(askedValue(value), next), encoding: next });
          }}
        >
          {encodings.map(([known, label]) => (
            <option key={known} value={known} disabled={value === undefined || !canBeEditedAs(value, known)}>
              {label}
            </option>
          ))}
        </select>
        {encoding === "text" && (
          <span className={check === undefined || check.kind === "valid" ? "truncate" : "truncate text-warn"}>
            {check === undefined ? format : describeFormat(text, format, check).text}
          </span>
        )}
        <span className="flex-1" />
        {value !== undefined && (
          <span className={value.length > limitBytes ? "text-warn" : undefined}>
            {formatBytes(value.length)} of {formatBytes(limitBytes)}
          </span>
        )}
      </div>
    </div>
  );
}
