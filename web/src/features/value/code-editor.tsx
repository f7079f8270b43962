/** The editor, loaded only when a value is opened. */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentService, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
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
import type { TextProblem } from "#/lib/text-place.ts";
import type { Format } from "./formats.ts";
import { loadLanguage } from "./language-packs.ts";

interface CodeEditorProps {
  readonly text: string;
  /** What splits lines and joins them again. Give it, and `readOnly`, as React key: both are fixed for an editor's life. */
  readonly lineBreak: "\r\n" | "\n";
  readonly language: Format;
  readonly readOnly: boolean;
  /** Long lines go on below. */
  readonly wraps: boolean;
  /** What is wrong in the text, to be marked where it stands. */
  readonly problem: TextProblem | undefined;
  /** Whether it takes the focus as soon as it is there. */
  readonly takesFocus: boolean;
  readonly onChange: (text: string) => void;
}

// Highlighting parses what is in sight at once and the rest in between; beyond this it is not worth the wait.
const largestHighlighted = 512 * 1024;

/** A text editor whose text is `text`, also when that changes from outside. */
export function CodeEditor(props: CodeEditorProps) {
  const { text, lineBreak, language, readOnly, wraps, problem, takesFocus, onChange } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const languageSlot = useRef(new Compartment());
  const wrapSlot = useRef(new Compartment());
  const changed = useEffectEvent(onChange);
  const initial = useEffectEvent(() => ({ text, wraps, takesFocus }));
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
          languageSlot.current.of([]),
          wrapSlot.current.of(start.wraps ? EditorView.lineWrapping : []),
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
    let left = false;
    const editor = view.current;
    if (editor === undefined) return undefined;
    const format = editor.state.doc.length > largestHighlighted ? "plain" : language;
    void loadLanguage(format).then((extension) => {
      if (!left) editor.dispatch({ effects: languageSlot.current.reconfigure(extension) });
    });
    return () => {
      left = true;
    };
  }, [language]);

  useEffect(() => {
    view.current?.dispatch({ effects: wrapSlot.current.reconfigure(wraps ? EditorView.lineWrapping : []) });
  }, [wraps]);

  useEffect(() => {
    const editor = view.current;
    if (editor === undefined) return;
    const length = editor.state.doc.length;
    const from = Math.min(problem?.at ?? 0, length);
    const marks = problem === undefined ? [] : [markOf(problem.message, from, Math.min(from + 1, length))];
    editor.dispatch(setDiagnostics(editor.state, marks));
  }, [problem]);

  return <div ref={host} className="h-full" data-testid="code-editor" />;
}

const outside = "set.outside";

function isFromOutside(transaction: { isUserEvent(event: string): boolean }): boolean {
  return transaction.isUserEvent(outside);
}

function markOf(message: string, from: number, to: number) {
  return { from, to, message, severity: "error" as const };
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
