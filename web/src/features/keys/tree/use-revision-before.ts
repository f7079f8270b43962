import type { At } from "@etcd-explorer/shared/model/at";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import { useState } from "react";

/**
 * The revision of the past that was viewed before this one, and was read: what is known of it stays until this one is
 * read. Never the newest: that must not pass for the past, nor the past for it.
 */
export function useRevisionBefore(at: At, isRead: (at: At) => boolean): Revision | undefined {
  const [seen, setSeen] = useState<{ readonly now: At; readonly before: At }>({ now: at, before: "live" });
  if (seen.now !== at) setSeen({ now: at, before: isRead(seen.now) ? seen.now : seen.before });
  return at === "live" || seen.before === "live" ? undefined : seen.before;
}
