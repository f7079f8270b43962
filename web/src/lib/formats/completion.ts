/** What an editor offers at the caret. */
export interface Completion {
  /** The part of the text that an option takes the place of, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly CompletionOption[];
}

export interface CompletionOption {
  readonly label: string;
  /** What kind of value it is; may be empty. */
  readonly detail: string;
  readonly insert: string;
}
