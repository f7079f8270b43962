import { useState } from "react";
import { typeInName } from "./type-ahead.ts";

/** A name that is typed letter by letter in a list, looked for with every letter. In a list, letters are acts until then. */
export interface TypedName {
  /** What is typed so far; undefined: letters are acts. */
  readonly text: string | undefined;
  /** No row has a name that starts so. */
  readonly isMissing: boolean;
  /** From now on letters are a name, until `end`. */
  readonly begin: () => void;
  readonly end: () => void;
  /** Takes a key press; says whether it belongs to the name. */
  readonly type: (key: string) => boolean;
}

/**
 * A name that is typed in a list. `find` goes to the row whose name starts so and says whether there is one; where it has
 * to ask for that, later.
 */
export function useTypedName(find: (text: string) => boolean | Promise<boolean>): TypedName {
  const [name, setName] = useState<{ readonly text: string; readonly isMissing: boolean }>();
  const show = (text: string, isFound: boolean) => setName({ text, isMissing: !isFound });
  const end = () => setName(undefined);
  return {
    text: name?.text,
    isMissing: name?.isMissing ?? false,
    begin: () => show("", true),
    end,
    type: (key) => {
      const text = name === undefined ? undefined : typeInName(key, name.text);
      if (text === undefined) return false;
      const found = text === "" || find(text);
      show(text, found !== false);
      // Another letter may have been typed since.
      if (typeof found !== "boolean") {
        void found.then((isFound) => setName((now) => (now?.text === text ? { text, isMissing: !isFound } : now)));
      }
      return true;
    },
  };
}
