import { useEffect, type RefObject } from "react";
import { ownerOf, takesText } from "#/acts/key-owner.ts";

/** What has the focus, inside of shadow roots too: the editor stands in one. */
function focused(): Element | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element ?? undefined;
}

/**
 * A form that takes the place of a screen begins in its first empty field: what had the focus before is gone with the
 * screen. The focus is not taken from where text is edited, nor from a dialog in front of the form.
 */
export function useFirstFieldFocus(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const { current } = form;
    if (current === null || takesText(focused())) return;
    if (ownerOf(undefined) === "dialog" && current.closest("dialog") === null) return;
    const fields = [...current.querySelectorAll<HTMLInputElement>("input:enabled")];
    (fields.find(({ value }) => value === "") ?? fields[0])?.focus();
  }, [form]);
}
