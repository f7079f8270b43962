/** Where a person wants a file: the browser's own dialog where it has one, else a download. */

declare global {
  interface Window {
    /** Chromium's; source: the File System Access API. */
    showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
  }
}

/** The file that was chosen; undefined: the browser has no such dialog. `"left"`: the person left it. */
export async function pickFile(suggestedName: string): Promise<FileSystemFileHandle | "left" | undefined> {
  if (window.showSaveFilePicker === undefined) return undefined;
  try {
    return await window.showSaveFilePicker({ suggestedName });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return "left";
    // Within a frame, or where a policy forbids it: a download is left.
    return undefined;
  }
}

/** Hands a file to the browser's downloads. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then; until it has, the address must stand.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
