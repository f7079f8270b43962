import { asValue, encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { expect, test } from "vitest";
import { recordedObject } from "@etcd-explorer/shared/test/kubernetes-recorded";
import { maskedText } from "./masked-text.ts";

const masked = (text: string) => maskedText(asValue(encodeUtf8(text)));

test("JSON keeps its layout and all but the data", () => {
  const text = `{ "kind": "Secret",\n  "data": { "user" : "YWRtaW4=", "n": 12, "deep": {"a": ["x", true]} },
  "metadata": {"name": "data", "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "{}", "a": "b"}},
  "stringData": {"p": "\\"}"}, "type": "Opaque" }`;
  expect(masked(text)).toBe(
    `{ "kind": "Secret",\n  "data": { "user" : "••••••", "n": "••••••", "deep": {"a": ["••••••", "••••••"]} },
  "metadata": {"name": "data", "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "••••••", "a": "b"}},
  "stringData": {"p": "••••••"}, "type": "Opaque" }`,
  );
});

test("each Secret of a list is without its data, also by an escaped name", () => {
  expect(masked('{"kind":"List","items":[{"kind":"Pod"},{"kind":"Secret","d\\u0061ta":{"a":"b"},"type":"T"}]}')).toBe(
    '{"kind":"List","items":[{"kind":"Pod"},{"kind":"Secret","d\\u0061ta":{"a":"••••••"},"type":"T"}]}',
  );
  expect(masked('[{"kind":"Secret","data":"x"},{"type":"T"}]')).toBe(
    '[{"kind":"Secret","data":"••••••"},{"type":"T"}]',
  );
});

test("of what is no valid JSON only what it is", () => {
  expect(masked('{"kind":"Secret","data":{"a":"geheim"')).toBe("Secret, data hidden (37 B)");
  expect(masked("kind: Secret\ndata: {a: geheim}\n")).toBe("Secret, data hidden (31 B)");
  expect(maskedText(recordedObject("Secret").stored)).toMatch(/^Secret, data hidden \(\d+ B\)$/);
});
