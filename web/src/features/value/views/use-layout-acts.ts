import { useAct } from "#/acts/use-act.ts";
import { minifyJson, prettyJson } from "#/lib/formats/json-layout.ts";
import { setEditorSettings, useEditorSettings } from "#/stores/editor-settings.ts";
import { notifyRefusal } from "#/stores/notices.ts";
import type { EditorModel } from "#/features/value/text/editor-model.ts";

/** Laying the text out anew, on request alone, and wrapping its lines. `unwritable`: why the text cannot be changed. */
export function useLayoutActs(
  model: EditorModel,
  change: (text: string) => void,
  unwritable: string | undefined,
): void {
  const { format, encoding, text } = model;
  const wraps = useEditorSettings((settings) => settings.wraps);
  const isJson = encoding === "text" && format === "JSON";
  const isYaml = encoding === "text" && format === "YAML";

  const apply = (next: string | undefined, what: string) => {
    if (next === undefined) notifyRefusal(`Not changed: invalid ${format}`);
    else if (next === text) notifyRefusal(`Already ${what}`);
    else change(next);
  };
  const formatAsYaml = async () => {
    const { formatYaml } = await import("#/lib/formats/yaml-text.ts");
    const result = formatYaml(text);
    if ("text" in result) apply(result.text, "formatted");
    else notifyRefusal(`Not changed. ${result.refused}`);
  };
  useAct(
    "value.format",
    () => {
      if (isYaml) void formatAsYaml();
      else apply(prettyJson(text), "formatted");
    },
    unwritable ?? (isJson || isYaml ? undefined : "Only JSON and YAML can be formatted"),
  );
  useAct(
    "value.minify",
    () => apply(minifyJson(text), "on one line"),
    unwritable ?? (isJson ? undefined : "Only JSON can be minified"),
  );
  useAct("value.wrap", () => setEditorSettings({ wraps: !wraps }));
}
