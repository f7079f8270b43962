import { useEffect } from "react";
import { useUnreadDrafts } from "#/stores/draft-storage.ts";
import { notify } from "#/stores/notices.ts";
import { copyAndSay } from "./copy-and-say.ts";

/** Says of drafts that the tab's storage held and nobody could read that they are gone, and gives what there is of them. */
export function useUnreadDraftsTold(): void {
  const texts = useUnreadDrafts((state) => state.texts);
  useEffect(() => {
    if (texts.length === 0) return;
    const copy = { label: "Copy stored text", run: () => void copyAndSay(texts.join("\n"), "Copied the stored text") };
    const what = texts.length === 1 ? "an unsaved draft" : `${texts.length} unsaved drafts`;
    notify(`Could not restore ${what}. The stored text is damaged.`, "bad", copy, true);
    useUnreadDrafts.setState({ texts: [] });
  }, [texts]);
}
