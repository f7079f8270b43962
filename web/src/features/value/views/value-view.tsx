import { describeDecoded } from "#/features/value/text/object-check.ts";
import { decodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { Suspense, useEffect, useState } from "react";
import type { FormatCheck } from "#/lib/formats/format-check.ts";
import { useEditorSettings } from "#/stores/editor-settings.ts";
import type { EditorModel } from "#/features/value/text/editor-model.ts";
import { StructureView } from "./structure-view.tsx";
import { loadedCodec } from "#/lib/formats/object-codec.ts";
import { objectStyleOf } from "#/lib/formats/encodings.ts";
import { isTextual, lineBreakOf } from "#/lib/formats/value-text.ts";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import type { CodeEditorProps } from "#/ui/editor/code-editor.tsx";
import { ValueEditor } from "./value-editor.tsx";
import { encodingOfView, type ValueView as View } from "#/stores/layout/value-views.ts";
import type { Format } from "#/features/value/text/formats.ts";
import { describeLayout, diffSides, type DiffSides } from "#/features/value/text/stored-layout.ts";

const DiffView = lazyPart(async () => (await import("#/components/diff/diff-view.tsx")).DiffView);

interface ValueViewProps {
  readonly view: View;
  /** Something else is shown in its place, for a while. */
  readonly isAway: boolean;
  readonly model: EditorModel;
  /** What a past value was and what it is now; undefined: not known, or live. */
  readonly toNow: DiffSides | undefined;
  readonly formatCheck: FormatCheck | undefined;
  readonly readOnly: boolean;
  readonly focusAsked: number;
  readonly onChange: (text: string) => void;
}

/** The value in the chosen view. */
export function ValueView({ view, isAway, model, toNow, formatCheck, readOnly, focusAsked, onChange }: ValueViewProps) {
  const { wraps, showsFormatted } = useEditorSettings();
  const { base, baseText, text, value, format, encoding, form, jsonForm, object, secret, decoded, problem } = model;
  const bytes = value ?? base.value;
  const lineBreak = lineBreakOf(baseText);
  const isEdited = encodingOfView(view) !== undefined && !isAway;
  const [wasEdited, setWasEdited] = useState(isEdited);
  if (isEdited && !wasEdited) setWasEdited(true);
  // Whoever edits looks at the diff next.
  useEffect(() => {
    if (model.dirty) DiffView.preload();
  }, [model.dirty]);
  return (
    <div role="tabpanel" aria-label={view} className={isAway ? "hidden" : "relative min-h-0 flex-1"}>
      {(isEdited || wasEdited) && (
        // Out of sight it goes on, with what undo takes back and what is searched for.
        <div className={isEdited ? "h-full" : "hidden"}>
          <ValueEditor
            // The line break is fixed for an editor's life, and its undo must not lead into another spelling.
            key={`${lineBreak} ${encoding} ${readOnly} ${showsFormatted}`}
            text={text}
            lineBreak={lineBreak}
            format={codeFormatOf(model)}
            stored={form === "kept" ? jsonForm?.stored : undefined}
            columns={encoding === "hex" || (encoding === "decoded" && decoded?.isHex === true) ? "hex" : undefined}
            readOnly={readOnly}
            wraps={wraps && isTextual(encoding)}
            problem={problem ?? (formatCheck?.kind === "wrong" ? formatCheck.problem : undefined)}
            focusAsked={focusAsked}
            complete={completer(model)}
            onChange={onChange}
          />
        </div>
      )}
      <Suspense fallback={<div aria-busy="true" className="skeleton m-4 h-4 w-1/2" />}>
        {view === "diff" && !isAway && (
          <DiffView
            {...(toNow ?? diffSides(model))}
            note={describeDecoded(model) ?? (toNow === undefined ? describeLayout(model) : undefined)}
          />
        )}
        {view === "tree" && !isAway && (
          <StructureView
            format={format}
            text={encoding === "text" || encoding === "decoded" ? text : (decodeUtf8(bytes) ?? "")}
            value={bytes}
            objectJson={
              encoding === "decoded" ? undefined : object && loadedCodec()?.text(bytes, "json", secret === "masked")
            }
          />
        )}
        {view === "wire" && !isAway && <StructureView format={format} text="" value={bytes} />}
      </Suspense>
    </div>
  );
}

/** What the editor offers at the caret; undefined: nothing of the value is known. */
function completer({ encoding, object, base }: EditorModel): CodeEditorProps["complete"] {
  const style = objectStyleOf(encoding);
  if (style === undefined || object === undefined) return undefined;
  return (text, at) => loadedCodec()?.complete(text, at, style, base.value);
}

/** The format by which the editor colours what it shows. */
function codeFormatOf({ encoding, format }: EditorModel): Format {
  const style = objectStyleOf(encoding);
  if (style !== undefined) return style === "yaml" ? "YAML" : "JSON";
  return encoding === "text" || encoding === "decoded" ? format : "plain";
}
