import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { FlagText } from "./flag-text.tsx";

const flagsIn = (text: string) =>
  [...renderToStaticMarkup(createElement(FlagText, { text })).matchAll(/<code[^>]*nowrap">(.*?)<\/code>/g)].map(
    ([, flag]) => flag,
  );

test("flags stay in one piece, and nothing else is a flag", () => {
  expect(flagsIn("Start with --cert and --key. etcd's --trusted-ca-file must fit.")).toEqual([
    "--cert",
    "--key",
    "--trusted-ca-file",
  ]);
  expect(flagsIn("Listening on that address (--listen-client-urls)?")).toEqual(["--listen-client-urls"]);
  expect(flagsIn("A read-only connection - or none.")).toEqual([]);
});
