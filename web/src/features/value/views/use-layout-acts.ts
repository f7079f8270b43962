import { useAct } from "#/acts/use-act.ts";
import { prettyJson, whyNotPretty } from "#/lib/formats/json-layout.ts";
import type { JsonLayout } from "#/lib/formats/json-form.ts";
import { setEditorSettings, useEditorSettings } from "#/stores/editor-settings.ts";
import { notifyRefusal } from "#/stores/notices.ts";
import type { EditorModel } from "#/features/value/text/editor-model.ts";
import { chooseLayout, showFormatted, storedLayout, type LaidOut } from "#/features/value/text/stored-layout.ts";

/**
 * Laying the text out in another way, on request alone, and wrapping its lines. `unwritable`: why the text cannot be
 * changed. Gives what chooses the layout in which JSON is stored.
 */
export function useLayoutActs(
  model: EditorModel,
  change: (next: LaidOut) => void,
  unwritable: string | undefined,
): (layout: JsonLayout) => void {
  const { format, encoding, text, form, jsonForm, dirty } = model;
  const { wraps, showsFormatted } = useEditorSettings();
  const isJson = encoding === "text" && format === "JSON";
  const isYaml = encoding === "text" && format === "YAML";

  const layOut = (next: string | undefined) => {
    if (next === undefined) notifyRefusal(`Not changed: ${whyNotPretty(text)}`);
    else if (next === text) notifyRefusal("Already formatted");
    else change({ text: next, form });
  };
  const formatAsYaml = async () => {
    const { formatYaml } = await import("#/lib/formats/yaml-text.ts");
    const result = formatYaml(text);
    if ("text" in result) layOut(result.text);
    else notifyRefusal(`Not changed. ${result.refused}`);
  };
  const choose = (layout: JsonLayout) => {
    const choice = chooseLayout(model, layout);
    if ("refused" in choice) notifyRefusal(choice.refused);
    else change(choice);
  };
  useAct(
    "value.format",
    () => {
      if (isYaml) void formatAsYaml();
      else layOut(prettyJson(text));
    },
    unwritable ?? (isJson || isYaml ? undefined : "Only JSON and YAML can be formatted"),
  );
  useAct(
    "value.minify",
    () => {
      if (storedLayout(model)?.after === "minified") notifyRefusal("Already minified");
      else choose("minified");
    },
    unwritable ?? (isJson ? undefined : "Only JSON can be minified"),
  );
  useAct(
    "value.layout",
    () => {
      const isShown = form === "kept";
      const shown = dirty ? showFormatted(model, !isShown) : undefined;
      if (shown !== undefined && "refused" in shown) return notifyRefusal(shown.refused);
      if (shown !== undefined) change(shown);
      if (isShown === showsFormatted) setEditorSettings({ showsFormatted: !isShown });
    },
    isJson && jsonForm !== undefined ? undefined : "Only JSON on one line has a formatted view",
  );
  useAct("value.wrap", () => setEditorSettings({ wraps: !wraps }), encoding === "text" ? undefined : "Only text wraps");
  return choose;
}
