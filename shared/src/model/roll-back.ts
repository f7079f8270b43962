/** What is said where etcd's revision has fallen. */
import { formatGrouped, type Revision } from "./int64.ts";

/** What happened and why, in two sentences. */
export function describeRollBack({ known, newest }: { readonly known: Revision; readonly newest: Revision }): string {
  const fell = `etcd's revision fell from ${formatGrouped(known)} to ${formatGrouped(newest)}.`;
  return `${fell} Its data was restored from a backup, or replaced.`;
}
