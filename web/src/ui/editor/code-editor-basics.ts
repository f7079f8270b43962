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
import { caretKeptShown } from "./caret-kept-shown.ts";
import { searchInText } from "./search-panel.ts";
import { editorColours, editorTheme } from "./code-editor-theme.ts";

// A byte order mark counts as white space for the editor, and as an indent would be carried on to the next line.
const ignoreByteOrderMark = indentService.of((context, at) =>
  context.lineAt(Math.max(0, at - 1)).text.startsWith("\ufeff") ? 0 : undefined,
);

// What replaces a selection, and several lines at once, the editor puts in by itself. Browsers would carry the colours of
// what was selected over as inline styles, which the page's policy refuses, and lose a first blank line.
const insertText = EditorView.domEventHandlers({
  beforeinput: ({ inputType, data }, editor) => {
    const { state } = editor;
    if (inputType !== "insertText" || data === null || state.readOnly) return false;
    if (state.selection.main.empty && !data.includes("\n")) return false;
    editor.dispatch(state.replaceSelection(state.toText(data)), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

export const editorBasics: readonly Extension[] = [
  ignoreByteOrderMark,
  insertText,
  lineNumbers(),
  highlightSpecialChars(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  highlightActiveLine(),
  highlightSelectionMatches(),
  searchInText,
  caretKeptShown,
  syntaxHighlighting(editorColours),
  editorTheme,
  EditorView.contentAttributes.of({ spellcheck: "false", tabindex: "0" }),
  // Tab is left to the browser, so that the keyboard can leave the editor, and Mod-Enter to whatever confirms.
  // Mod-Alt types characters on many layouts.
  keymap.of([
    ...searchKeymap.filter(({ key }) => key !== "Mod-Alt-g"),
    ...defaultKeymap.filter(({ key }) => key !== "Mod-Enter"),
    ...historyKeymap,
  ]),
];
