/** What is searched for beside an open value, so that the value can mark it. */
import { useEffect } from "react";
import { create } from "zustand";

export interface SearchedText {
  readonly text: string;
  readonly ignoreCase: boolean;
}

interface Searched {
  readonly searched: (SearchedText & { readonly connectionId: string }) | undefined;
}

const useSearched = create<Searched>()(() => ({ searched: undefined }));

/** What is searched for on a connection; undefined: nothing, or nothing that can be marked. */
export function useSearchedText(connectionId: string): SearchedText | undefined {
  return useSearched(({ searched }) => (searched?.connectionId === connectionId ? searched : undefined));
}

/** Makes known what a search looks for, as long as the calling component is on the screen. */
export function useMarksText(connectionId: string, mark: SearchedText | undefined): void {
  const text = mark?.text ?? "";
  const ignoreCase = mark?.ignoreCase ?? false;
  useEffect(() => {
    useSearched.setState({ searched: text === "" ? undefined : { connectionId, text, ignoreCase } });
    return () => useSearched.setState({ searched: undefined });
  }, [connectionId, text, ignoreCase]);
}
