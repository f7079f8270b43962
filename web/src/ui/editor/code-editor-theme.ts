import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The product's tokens as an editor theme; the variables follow the page's theme. */
export const editorTheme = EditorView.theme({
  "&": { height: "100%", fontSize: "13px", color: "var(--text)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: '"JetBrains Mono Variable", "Table Lines", ui-monospace, monospace',
    // As in styles.css: every character of a value is seen as it is.
    fontFeatureSettings: '"calt" 0, "liga" 0',
    lineHeight: "20px",
  },
  ".cm-content": { padding: "8px 0", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0 18px 0 6px" },
  // Opaque: long lines scroll away below the numbers.
  ".cm-gutters": { backgroundColor: "var(--bg)", color: "var(--muted)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 8px 0 18px", minWidth: "30px" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--line) 35%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--accent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-bg)", outline: "none" },
  ".cm-selectionMatch": { backgroundColor: "color-mix(in srgb, var(--warn) 22%, transparent)" },
  ".cm-specialChar": { color: "var(--bad)" },
  ".cm-panels": { backgroundColor: "var(--panel)", color: "var(--text)", borderColor: "var(--line)" },
  ".cm-panel.cm-search": { padding: "6px 12px", fontFamily: "inherit" },
  ".cm-textfield, .cm-button": {
    backgroundColor: "var(--bg)",
    backgroundImage: "none",
    color: "var(--text)",
    border: "1px solid var(--line)",
    borderRadius: "6px",
    fontSize: "12px",
  },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--bad)",
    textUnderlineOffset: "3px",
  },
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--bad)" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", border: "1px solid var(--line)", borderRadius: "6px" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--bad)" },
  ".cm-foundPlace": { backgroundColor: "var(--warn-bg)", borderBottom: "1px solid var(--warn)" },
  ".cm-foundPlace-shown": { outline: "1px solid var(--warn)" },
  ".cm-searchMatch": { backgroundColor: "var(--warn-bg)", outline: "1px solid var(--warn)" },
});

/** Colours of all formats. */
export const editorColours = HighlightStyle.define([
  { tag: [tags.string, tags.special(tags.string)], color: "var(--string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--number)" },
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.tagName], color: "var(--property)" },
  { tag: [tags.attributeName, tags.variableName, tags.definition(tags.variableName)], color: "var(--property)" },
  { tag: [tags.attributeValue], color: "var(--string)" },
  { tag: [tags.keyword, tags.heading], color: "var(--accent)" },
  { tag: [tags.comment, tags.meta], color: "var(--muted)" },
  { tag: tags.invalid, color: "var(--bad)" },
]);
