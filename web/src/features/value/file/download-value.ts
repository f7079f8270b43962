import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { download } from "#/lib/files/save-picker.ts";
import { notify } from "#/stores/notices.ts";
import type { Format } from "#/features/value/text/formats.ts";
import { fileNameOf } from "./value-file.ts";

/** Hands a value to the browser's downloads, byte by byte as etcd has it. `dirty`: there is an edit beside it. */
export function downloadValue({ key, value }: Pick<KeyValue, "key" | "value">, format: Format, dirty: boolean): void {
  const name = fileNameOf(key, format);
  download(new Blob([value], { type: "application/octet-stream" }), name);
  notify(dirty ? `Downloading ${name}, without your unsaved edit` : `Downloading ${name}`);
}
