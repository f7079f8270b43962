/** What was just done, with the same as a command of etcdctl's to take along. */
import type { Equivalent } from "@etcd-explorer/shared/equivalents/target";
import { copyText } from "#/lib/clipboard.ts";
import { notify, type NoticeAction } from "./notices.ts";

/** Says what was done; where etcdctl could have done it, its command can be copied. */
export function notifyDone(text: string, said: Equivalent): void {
  notify(text, "ok", "text" in said ? copyAction(said) : undefined);
}

function copyAction({ text, notes }: Extract<Equivalent, { text: string }>): NoticeAction {
  return { label: "Copy as etcdctl", run: () => void copy(text, notes) };
}

async function copy(text: string, notes: readonly string[]): Promise<void> {
  const done = await copyText(text);
  notify(done ? ["Copied the command.", ...notes].join(" ") : "The browser let nothing be copied", done ? "ok" : "bad");
}
