/** A text editor with line numbers and colours. Large: load it through lazy-code-editor.tsx. */
import { setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, Text } from "@codemirror/state";
import { EditorView, keymap, placeholder as showPlaceholder } from "@codemirror/view";
import { useEffect, useEffectEvent, useImperativeHandle, useRef, type Ref } from "react";
import type { Completion } from "#/lib/formats/object-codec.ts";
import { changedPart, type TextProblem } from "#/lib/formats/text-place.ts";
import { editorBasics } from "./code-editor-basics.ts";
import { foundMarks, markFound, stepFound, type FoundPlaces, type FoundText } from "./found-marks.ts";
import { hexColumns } from "./hex-columns.ts";
import { loadLanguage, type CodeLanguage } from "./code-languages.ts";

/** What a parent can do with the editor. */
export interface CodeEditorHandle {
  focus(): void;
  /** Shows the next place of what is marked as found, or the one before. */
  stepFound(step: 1 | -1): void;
}

/**
 * A key such as `Mod-Enter` (CodeMirror's spelling), and what it does; `run` says whether it did something. It is given
 * the text as it is when the key is pressed: what was typed just before may not have been told by `onChange` yet.
 */
export interface EditorKey {
  readonly key: string;
  readonly run: (text: string) => boolean;
}

export interface CodeEditorProps {
  readonly "aria-label": string;
  readonly handle?: Ref<CodeEditorHandle>;
  readonly text: string;
  /** What splits lines and joins them again; `\n` if not given. Fixed for an editor's life: give it as React key. */
  readonly lineBreak?: "\r\n" | "\n";
  readonly language: CodeLanguage;
  readonly readOnly?: boolean;
  /** Long lines go on below. */
  readonly wraps?: boolean;
  /** Columns beside the lines in place of their numbers. Fixed for an editor's life. */
  readonly columns?: "hex" | undefined;
  /** Stands there while the text is empty. Fixed for an editor's life. */
  readonly placeholder?: string;
  /** What is wrong in the text, to be marked where it stands. */
  readonly problem?: TextProblem | undefined;
  /** What is searched for beside the editor: marked wherever it stands, its first place brought into sight. */
  readonly found?: FoundText | undefined;
  /** Hears how many places of it there are. */
  readonly onPlaces?: (places: FoundPlaces) => void;
  /** Whether it takes the focus as soon as it is there. */
  readonly takesFocus?: boolean;
  /** Keys before the editor's own; only Escape comes after what the editor itself closes with it. Fixed but for `run`. */
  readonly keys?: readonly EditorKey[];
  /** What is offered while one types, at an offset of the text with `\n` as its line breaks. */
  readonly complete?: ((text: string, at: number) => Completion | undefined) | undefined;
  readonly onChange?: (text: string) => void;
  readonly onBlur?: () => void;
}

// Highlighting parses what is in sight at once and the rest in between; beyond this it is not worth the wait.
const largestHighlighted = 512 * 1024;

/** A mark is as long as the word that it begins with, up to so many characters. */
const longestMark = 40;

const noKeys: readonly EditorKey[] = [];

/** A text editor whose text is `text`, also when that changes from outside. It fills its parent. */
export function CodeEditor(props: CodeEditorProps) {
  const { handle, text, language, readOnly = false, wraps = false, problem, keys = noKeys } = props;
  const label = props["aria-label"];
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const slots = useRef({
    access: new Compartment(),
    language: new Compartment(),
    wrap: new Compartment(),
    offers: new Compartment(),
  });
  const changed = useEffectEvent((next: string) => props.onChange?.(next));
  const left = useEffectEvent(() => props.onBlur?.());
  const placed = useEffectEvent((places: FoundPlaces) => props.onPlaces?.(places));
  const pressed = useEffectEvent(
    (name: string, { state }: EditorView) => keys.find(({ key }) => key === name)?.run(state.sliceDoc()) ?? false,
  );
  const initial = useEffectEvent(() => ({
    text,
    lineBreak: props.lineBreak ?? "\n",
    keys: keys.map(({ key }) => ({ key, run: (editor: EditorView) => pressed(key, editor) })),
    hint: props.placeholder,
    columns: props.columns === "hex" ? hexColumns : [],
    takesFocus: props.takesFocus === true,
  }));
  useImperativeHandle(
    handle,
    () => ({
      focus: () => view.current?.focus(),
      stepFound: (step) => {
        if (view.current !== undefined) stepFound(view.current, step);
      },
    }),
    [],
  );

  useEffect(() => {
    if (host.current === null) return undefined;
    // In a shadow root the editor's styles are constructed sheets, which a policy without 'unsafe-inline' lets be.
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    const start = initial();
    const { access, language: colours, wrap, offers } = slots.current;
    const editor = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: start.text,
        extensions: [
          EditorState.lineSeparator.of(start.lineBreak),
          keymap.of(start.keys.filter(({ key }) => key !== "Escape")),
          access.of([]),
          colours.of([]),
          wrap.of([]),
          offers.of([]),
          start.columns,
          ...editorBasics,
          foundMarks((places) => placed(places)),
          keymap.of(start.keys.filter(({ key }) => key === "Escape")),
          ...(start.hint === undefined ? [] : [showPlaceholder(start.hint)]),
          EditorView.domEventHandlers({ blur: () => left() }),
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
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (editor === undefined || editor.state.sliceDoc() === text) return;
    // Only what differs is replaced, so that caret, scroll and colours of the rest stay.
    const next = editor.state.toText(text);
    const { from, to, insert } = changedPart(editor.state.doc.toString(), next.toString());
    editor.dispatch({ changes: { from, to, insert: Text.of(insert.split("\n")) }, userEvent: outside });
  }, [text]);

  useEffect(() => {
    let gone = false;
    const editor = view.current;
    if (editor === undefined) return undefined;
    const known = editor.state.doc.length > largestHighlighted ? "plain" : language;
    void loadLanguage(known).then((extension) => {
      if (!gone) editor.dispatch({ effects: slots.current.language.reconfigure(extension) });
    });
    return () => {
      gone = true;
    };
  }, [language]);

  const complete = useEffectEvent((typed: string, at: number) => props.complete?.(typed, at));
  const isCompleted = props.complete !== undefined && !readOnly;
  useEffect(() => {
    let gone = false;
    if (!isCompleted) return undefined;
    const { offers } = slots.current;
    // An editor is as good without them.
    import("./suggestions.ts").then(
      ({ suggestions }) => {
        if (gone) return;
        view.current?.dispatch({ effects: offers.reconfigure(suggestions((typed, at) => complete(typed, at))) });
      },
      () => undefined,
    );
    return () => {
      gone = true;
      view.current?.dispatch({ effects: offers.reconfigure([]) });
    };
  }, [isCompleted]);

  useEffect(() => {
    view.current?.dispatch({ effects: slots.current.wrap.reconfigure(wraps ? EditorView.lineWrapping : []) });
  }, [wraps]);

  const foundText = props.found?.text;
  const ignoreCase = props.found?.ignoreCase === true;
  useEffect(() => {
    if (view.current !== undefined) {
      markFound(view.current, foundText === undefined ? undefined : { text: foundText, ignoreCase });
    }
  }, [foundText, ignoreCase]);

  const isWrong = problem !== undefined;
  useEffect(() => {
    const attributes = EditorView.contentAttributes.of({ "aria-label": label, "aria-invalid": String(isWrong) });
    view.current?.dispatch({
      effects: slots.current.access.reconfigure([EditorState.readOnly.of(readOnly), attributes]),
    });
  }, [label, readOnly, isWrong]);

  useEffect(() => {
    const editor = view.current;
    if (editor === undefined) return;
    if (problem === undefined) {
      editor.dispatch(setDiagnostics(editor.state, []));
      return;
    }
    // The editor counts every line break as one.
    const { length } = editor.state.doc;
    const from = Math.min(editor.state.toText(text.slice(0, problem.at)).length, length);
    const word = /^[\w./-]*/.exec(editor.state.sliceDoc(from, from + longestMark))?.[0].length ?? 0;
    const to = Math.min(from + Math.max(1, word), length);
    const mark = { from, to, message: problem.message, severity: "error" as const };
    editor.dispatch(setDiagnostics(editor.state, [mark]));
  }, [problem, text]);

  return <div ref={host} className="h-full min-h-0" data-testid="code-editor" />;
}

const outside = "set.outside";

function isFromOutside(transaction: { isUserEvent(event: string): boolean }): boolean {
  return transaction.isUserEvent(outside);
}
