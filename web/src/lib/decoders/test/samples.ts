/** Values as other programs write them: recorded, each with what wrote it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { concatBytes, encodeUtf8, type Bytes } from "@etcd-explorer/shared/model/bytes";

const hex = (digits: string): Bytes => Uint8Array.from(Buffer.from(digits, "hex"));

/** RFC 7519 §3.1. */
export const jwt =
  "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/** @msgpack/msgpack 3.1.3. */
export const msgpack = hex(
  "8ca46e616d65a463617274a87265706c6963617303a3626967cf0020000000000001a36d696ed38000000000000000a5726174696fcb3fe0000000000000a26f6ec3a36f6666c2a46e6f6e65c0a46c6973749501ffccc8ce00011170d1ff38a5656d70747980a474657874ac6772c3bcc39f6520f09f9880a46c6f6e67d92878787878787878787878787878787878787878787878787878787878787878787878787878787878",
);

/** The same: bytes, and a time as an extension. */
export const msgpackSpecial = hex("82a362696ec40200ffa474696d65d6ff6553f100");

/** cborg 6.1.5: the map of {@link msgpack}, in the order and with the short float of deterministic CBOR. */
export const cbor = hex(
  "ac626f6ef5636269671b0020000000000001636d696e3b7fffffffffffffff636f6666f4646c69737485012018c81a0001117038c7646c6f6e67782878787878787878787878787878787878787878787878787878787878787878787878787878787878646e616d656463617274646e6f6e65f664746578746c6772c3bcc39f6520f09f988065656d707479a065726174696ff93800687265706c6963617303",
);

/** RFC 8949, appendix A: a time with its tag, a key that is a number, and bytes. */
export const cborTagged = hex("a36178c11a514b67b0200361794401020304");

const certificates = join(import.meta.dirname, "../../../../../worker/fixtures/tls");

/** Made by OpenSSL (make.sh beside it). */
export function pemOf(name: string): string {
  return readFileSync(join(certificates, name), "utf8");
}
export const pem = encodeUtf8(pemOf("local-rsa.pem"));
export const der = Uint8Array.from(Buffer.from(pemOf("local-ec.pem").replaceAll(/-----[^-]+-----|\s/g, ""), "base64"));

function field(number: number, content: Uint8Array): Uint8Array {
  const length: number[] = [];
  for (let rest = content.length; ; rest >>>= 7) {
    length.push(rest < 0x80 ? rest : (rest & 0x7f) | 0x80);
    if (rest < 0x80) break;
  }
  return concatBytes([Uint8Array.of((number << 3) | 2, ...length), content]);
}

/** What Helm 3 has in the member `release`. */
export const release = {
  name: "cart",
  info: { status: "deployed" },
  chart: { metadata: { name: "shop", version: "1.2.3" } },
  manifest: "apiVersion: v1\nkind: Service\n",
  version: 3,
};

/** A release in a Secret of Kubernetes, as Helm and an API server write it: base64 of gzip within protobuf. */
export function helm(): Bytes {
  const packed = encodeUtf8(gzipSync(JSON.stringify(release)).toString("base64"));
  const secret = concatBytes([
    field(1, field(1, encodeUtf8("sh.helm.release.v1.cart.v3"))),
    field(2, concatBytes([field(1, encodeUtf8("release")), field(2, packed)])),
    field(3, encodeUtf8("helm.sh/release.v1")),
  ]);
  const kind = concatBytes([field(1, encodeUtf8("v1")), field(2, encodeUtf8("Secret"))]);
  const envelope = concatBytes([
    field(1, kind),
    field(2, secret),
    field(3, new Uint8Array()),
    field(4, new Uint8Array()),
  ]);
  return concatBytes([Uint8Array.of(0x6b, 0x38, 0x73, 0), envelope]);
}
