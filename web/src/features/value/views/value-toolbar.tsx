import { AlignLeft, Braces, WrapText } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { isTextFormat, textFormats, type TextFormat } from "#/stores/chosen-formats.ts";
import { useEditorSettings } from "#/stores/editor-settings.ts";
import type { JsonLayout } from "#/lib/formats/json-form.ts";
import type { ValueView } from "#/stores/layout/value-views.ts";
import type { EditorModel } from "#/features/value/text/editor-model.ts";
import { layoutChoices, storedLayout } from "#/features/value/text/stored-layout.ts";

interface ValueToolbarProps {
  readonly view: ValueView;
  readonly model: EditorModel;
  readonly chosen: TextFormat | undefined;
  readonly onFormat: (format: TextFormat | undefined) => void;
  /** undefined: nothing is edited here. */
  readonly onLayout: ((layout: JsonLayout) => void) | undefined;
}

const look = "h-6 min-w-0 rounded-md border border-line bg-bg px-1 text-sm text-text disabled:opacity-60";

const tool = "h-6 w-7 px-0 aria-pressed:bg-accent-bg aria-pressed:text-accent";

/** How the value is read and laid out. Only what does something in the view that is shown is here. */
export function ValueToolbar({ view, model, chosen, onFormat, onLayout }: ValueToolbarProps) {
  const wraps = useEditorSettings((settings) => settings.wraps);
  const { format, encoding, form, jsonForm } = model;
  if (encoding !== "text" || view === "diff" || format === "Kubernetes") return null;
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      {view === "text" && onLayout !== undefined && <LayoutSelect model={model} onLayout={onLayout} />}
      <select
        aria-label="Format"
        className={look}
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
      {view === "text" && (
        <>
          {format === "JSON" && jsonForm !== undefined && (
            <ActButton
              act="value.layout"
              variant="ghost"
              pressed={form === "kept"}
              label={null}
              icon={<Braces />}
              className={tool}
            />
          )}
          <ActButton
            act="value.wrap"
            variant="ghost"
            pressed={wraps}
            label={null}
            icon={<WrapText />}
            className={tool}
          />
          {(format === "JSON" || format === "YAML") && (
            <ActButton act="value.format" variant="ghost" label={null} icon={<AlignLeft />} className={tool} />
          )}
        </>
      )}
    </div>
  );
}

interface LayoutSelectProps {
  readonly model: EditorModel;
  readonly onLayout: (layout: JsonLayout) => void;
}

/** In which layout a save stores the JSON, whatever the editor shows. */
function LayoutSelect({ model, onLayout }: LayoutSelectProps) {
  const layout = storedLayout(model);
  if (layout === undefined) return null;
  const choices = layoutChoices(layout);
  const { after } = layout;
  return (
    <select
      aria-label="Stored form"
      title="Layout in which a save stores this JSON"
      className={look}
      value={after ?? ""}
      onChange={({ target }) => {
        const next = choices.find((name) => name === target.value);
        if (next !== undefined) onLayout(next);
      }}
    >
      {after === undefined && <option value="">Stored: as typed</option>}
      {(after === undefined || choices.includes(after) ? choices : [after, ...choices]).map((name) => (
        <option key={name} value={name}>
          Stored: {name}
        </option>
      ))}
    </select>
  );
}
