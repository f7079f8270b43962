import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { useAct } from "#/acts/use-act.ts";
import type { Format } from "#/features/value/text/formats.ts";
import { downloadValue } from "./download-value.ts";

interface ValueFileActs {
  /** The key as etcd has it. */
  readonly stored: KeyValue;
  readonly format: Format;
  /** There is an edit of it, which is in no file. */
  readonly dirty: boolean;
  /** Why it may not be read as it is; undefined: it may. */
  readonly hidden: string | undefined;
  /** Why nothing can be uploaded. */
  readonly unwritable: string | undefined;
  readonly onUpload: () => void;
}

/** Saving the value of the open key as a file, and replacing it by one. */
export function useValueFile({ stored, format, dirty, hidden, unwritable, onUpload }: ValueFileActs): void {
  useAct("value.download", () => downloadValue(stored, format, dirty), hidden);
  useAct("value.upload", onUpload, unwritable);
}
