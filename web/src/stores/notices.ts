/** Short messages about what was just done. One at a time: the newest replaces the one before. */
import { create } from "zustand";

/** Something that one can do about a notice, as a button in it. */
export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Notice {
  readonly id: number;
  readonly text: string;
  /** `ok`: it was done; `bad`: it failed; `info`: neither, such as a refusal of the page. */
  readonly tone: "ok" | "bad" | "info";
  readonly action?: NoticeAction;
  /** Stays until it is dismissed or replaced: what it says must not be missed. */
  readonly stays?: true;
}

export const useNotices = create<{ readonly notice: Notice | undefined }>()(() => ({ notice: undefined }));

let next = 1;

/** Says something, in place of what was said before. */
export function notify(text: string, tone: Notice["tone"] = "ok", action?: NoticeAction, stays = false): void {
  const notice: Notice = { id: next++, text, tone, ...(action && { action }), ...(stays && { stays }) };
  useNotices.setState({ notice });
}

/**
 * Says why the page does not do what was asked, where nothing went wrong: there is nothing to do, it cannot be done now,
 * or it has been done already. What was tried and failed is told by `notify` as "bad".
 */
export function notifyRefusal(text: string, action?: NoticeAction): void {
  notify(text, "info", action);
}

/** Takes a notice away, unless a newer one has replaced it. */
export function dismissNotice(id: number): void {
  useNotices.setState(({ notice }) => ({ notice: notice?.id === id ? undefined : notice }));
}
