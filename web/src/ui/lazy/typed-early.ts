/** What is typed after a shortcut while the field that it is for still loads. */

/** The text after a key press in it; the same one where the press types nothing. */
export function typeEarly(
  text: string,
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">,
): string {
  if (ctrlKey || metaKey || altKey) return text;
  if (key === "Backspace") return text.replace(/.$/u, "");
  return /^.$/u.test(key) ? text + key : text;
}

/** Types a text into the field that has the focus; where none has it, the text was meant for nothing. */
export function typeIntoFocused(text: string): void {
  const { activeElement: field } = document;
  if (text === "" || !(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  const { selectionStart, selectionEnd } = field;
  // A number has no selection, a radio button no text.
  if (selectionStart === null) return;
  field.setRangeText(text, selectionStart, selectionEnd ?? selectionStart, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text, inputType: "insertText" }));
}
