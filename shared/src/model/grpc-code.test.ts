import { expect, test } from "vitest";
import type { Failure } from "./failure.ts";
import { grpcCode, isRefusedBy } from "./grpc-code.ts";

const denied: Failure = { kind: "rejected", status: 403, code: 7, message: "etcdserver: permission denied" };

test("the codes count from 1 to 16, in gRPC's order", () => {
  expect(Object.values(grpcCode)).toEqual(Array.from({ length: 16 }, (_, at) => at + 1));
});

test("etcd refused with one of the codes, and nobody else did", () => {
  expect(isRefusedBy(denied, grpcCode.notFound, grpcCode.permissionDenied)).toBe(true);
  expect(isRefusedBy(denied, grpcCode.notFound)).toBe(false);
  expect(isRefusedBy({ kind: "foreign", status: 403, message: "" }, grpcCode.permissionDenied)).toBe(false);
});
