import { decodeUtf8, encodeHex } from "@etcd-explorer/shared/model/bytes";
import { expect, it } from "vitest";
import { kubernetesObject, message } from "./protobuf.ts";

it("writes whole numbers as varints, seven bits at a time", () => {
  expect(encodeHex(message([1, 150]))).toBe("089601");
  expect(encodeHex(message([1, 0]))).toBe("0800");
});

it("writes texts and messages with their length before them", () => {
  expect(encodeHex(message([2, "testing"]))).toBe("120774657374696e67");
  expect(encodeHex(message([3, message([1, 150])]))).toBe("1a03089601");
});

it("writes times beyond 32 bits", () => {
  expect(encodeHex(message([1, 2 ** 35]))).toBe("08808080808001");
});

it("starts a Kubernetes object with its magic bytes and its type", () => {
  const bytes = kubernetesObject("v1", "Node", message());
  expect(decodeUtf8(bytes.subarray(0, 4))).toBe("k8s\0");
  expect(encodeHex(bytes.subarray(4))).toBe("0a0a0a02763112044e6f646512001a002200");
});
