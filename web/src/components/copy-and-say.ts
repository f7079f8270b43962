import { copyText } from "#/lib/clipboard.ts";
import { notify } from "#/stores/notices.ts";

/** Puts a text on the clipboard and says so, in the words of `said`; says whether the browser allowed it. */
export async function copyAndSay(text: string, said: string): Promise<boolean> {
  const copied = await copyText(text);
  notify(copied ? said : "Could not copy: the browser did not allow it", copied ? "ok" : "bad");
  return copied;
}
