/** Short messages about what was just done. One at a time: the newest replaces the one before. */
import { create } from "zustand";

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: "ok" | "bad";
}

export const useNotices = create<{ readonly notice: Notice | undefined }>()(() => ({ notice: undefined }));

let next = 1;

/** Says something, in place of what was said before. */
export function notify(text: string, tone: Notice["tone"] = "ok"): void {
  useNotices.setState({ notice: { id: next++, text, tone } });
}

/** Takes a notice away, unless a newer one has replaced it. */
export function dismissNotice(id: number): void {
  useNotices.setState(({ notice }) => ({ notice: notice?.id === id ? undefined : notice }));
}
