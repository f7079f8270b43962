/** What every code editor of the product can do. */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentService, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import type { Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { editorColours, editorTheme } from "./code-editor-theme.ts";

// A byte order mark counts as white space for the editor, and as an indent would be carried on to the next line.
const ignoreByteOrderMark = indentService.of((context, at) =>
  context.lineAt(Math.max(0, at - 1)).text.startsWith("\ufeff") ? 0 : undefined,
);

// Several lines at once, as a voice or a program enters them, lose a first blank one where a browser puts them into an
// empty text.
const takeLinesWhole = EditorView.domEventHandlers({
  beforeinput: ({ inputType, data }, editor) => {
    if (inputType !== "insertText" || data?.includes("\n") !== true) return false;
    const { state } = editor;
    if (state.readOnly || state.doc.length > 0) return false;
    editor.dispatch(state.replaceSelection(state.toText(data)), { userEvent: "input.type" });
    return true;
  },
});

export const editorBasics: readonly Extension[] = [
  ignoreByteOrderMark,
  takeLinesWhole,
  lineNumbers(),
  highlightSpecialChars(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  syntaxHighlighting(editorColours),
  editorTheme,
  EditorView.contentAttributes.of({ spellcheck: "false" }),
  // Tab is left to the browser, so that the keyboard can leave the editor.
  keymap.of([...searchKeymap, ...defaultKeymap, ...historyKeymap]),
];
