/** The editor, loaded only when a value is opened. */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, indentOnInput, indentService, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { useEffect, useEffectEvent, useRef } from "react";
import { runAct } from "#/acts/registry.ts";
import { useAct } from "#/acts/use-act.ts";
import { editorColours, editorTheme } from "./code-editor-theme.ts";
import type { Format } from "./value-text.ts";

interface CodeEditorProps {
  readonly text: string;
  /** What splits lines and joins them again; fixed for the life of the editor. */
  readonly lineBreak: "\r\n" | "\n";
  readonly language: Format;
  readonly readOnly: boolean;
  /** Whether it takes the focus as soon as it is there. */
  readonly takesFocus: boolean;
  readonly onChange: (text: string) => void;
}

// Highlighting parses what is in sight at once and the rest in between; beyond this it is not worth the wait.
const largestHighlighted = 512 * 1024;

/** A text editor whose text is `text`, also when that changes from outside. */
export function CodeEditor({ text, lineBreak, language, readOnly, takesFocus, onChange }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const languageSlot = useRef(new Compartment());
  const changed = useEffectEvent(onChange);
  const initial = useEffectEvent(() => ({ text, language, takesFocus }));
  useAct("value.focus", () => view.current?.focus());

  useEffect(() => {
    if (host.current === null) return undefined;
    // In a shadow root the editor's styles are constructed sheets, which a policy without 'unsafe-inline' lets be.
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    const start = initial();
    const editor = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: start.text,
        extensions: [
          EditorState.lineSeparator.of(lineBreak),
          EditorState.readOnly.of(readOnly),
          languageSlot.current.of(extensionFor(start.language, start.text.length)),
          ...fixedExtensions,
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.transactions.some(isFromOutside)) changed(update.state.sliceDoc());
          }),
        ],
      }),
    });
    view.current = editor;
    if (start.takesFocus) editor.focus();
    return () => {
      view.current = undefined;
      editor.destroy();
    };
  }, [lineBreak, readOnly]);

  useEffect(() => {
    const editor = view.current;
    if (editor === undefined || editor.state.sliceDoc() === text) return;
    const all = { from: 0, to: editor.state.doc.length, insert: editor.state.toText(text) };
    editor.dispatch({ changes: all, userEvent: outside });
  }, [text]);

  useEffect(() => {
    const editor = view.current;
    editor?.dispatch({
      effects: languageSlot.current.reconfigure(extensionFor(language, editor.state.doc.length)),
    });
  }, [language]);

  return <div ref={host} className="h-full" data-testid="code-editor" />;
}

const outside = "set.outside";

function isFromOutside(transaction: { isUserEvent(event: string): boolean }): boolean {
  return transaction.isUserEvent(outside);
}

function extensionFor(format: Format, length: number): Extension {
  if (length > largestHighlighted) return [];
  if (format === "JSON") return json();
  return format === "YAML" ? yaml() : [];
}

const leave = {
  key: "Escape",
  run: () => runAct("keys.focus"),
};

// A byte order mark counts as white space for the editor, and as an indent would be carried on to the next line.
const ignoreByteOrderMark = indentService.of((context, at) =>
  context.lineAt(Math.max(0, at - 1)).text.startsWith("\ufeff") ? 0 : undefined,
);

const fixedExtensions: Extension[] = [
  ignoreByteOrderMark,
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
  EditorView.contentAttributes.of({ "aria-label": "Value", spellcheck: "false" }),
  // Tab is left to the browser, so that the keyboard can leave the editor.
  keymap.of([...searchKeymap, ...defaultKeymap, ...historyKeymap, leave]),
];
