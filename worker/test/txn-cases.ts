/**
 * Transactions as an operator writes them: etcdctl's text, or the gateway's JSON where etcdctl has no words for it.
 * All are about the keys that {@link seed} puts there, in the order in which it does.
 */

/** Keys with their values; `/t/leased` is under the lease that the suite grants, 1f in hex. */
export const seed: readonly (readonly [key: string, value: string, leased?: true])[] = [
  ["/t/a", "one"],
  ["/t/b", "two"],
  ["/t/leased", "three", true],
  ["/t/n/1", "10"],
  ["/t/n/2", "20"],
  ["/t/n/3", "30"],
  ["/t/odd key", 'it\'s "odd"\n$x\\'],
];

/** Writes before the transaction, so that versions and revisions differ from key to key. */
export const secondWrites: readonly (readonly [key: string, value: string])[] = [
  ["/t/b", "two again"],
  ["/t/n/2", "21"],
];

const signs = ["=", "!=", "<", ">"] as const;

/** Every target and comparison of etcdctl, on keys that are there and one that is not, true and false. */
function compares(): string[] {
  const operands: readonly (readonly [target: string, operands: readonly string[]])[] = [
    ["version", ["0", "1", "2"]],
    ["ver", ["1"]],
    ["mod", ["2", "9"]],
    ["m", ["0"]],
    ["create", ["3", "9223372036854775807"]],
    ["c", ["0"]],
    ["val", ["one", "two again", "", String.raw`\xff\x00`]],
    ["value", ["onf"]],
  ];
  const texts: string[] = [];
  for (const [target, list] of operands) {
    for (const [at, operand] of list.entries()) {
      for (const sign of signs) {
        const key = ["/t/b", "/t/a", "/t/absent"][(at + texts.length) % 3] ?? "";
        texts.push(`${target}("${key}") ${sign} "${operand}"\n\nput /t/won yes\n\nput /t/lost yes\nget /t/a\n\n`);
      }
    }
  }
  return texts;
}

const operations: readonly string[] = [
  "put /t/new 1",
  "put /t/a 1 --prev-kv",
  'put /t/a ""',
  String.raw`put "/t/\x00\xff" "\xff\x00\n\"\\'"`,
  String.raw`put "/t/odd key" "it's \"odd\"\n$HOME $(id) \\ %s" --prev-kv`,
  "put --prev-kv -- -dash -value",
  "put /t/leased moved",
  "put /t/leased kept --ignore-lease",
  "put /t/leased --ignore-value",
  "put /t/leased --ignore-value --ignore-lease --prev-kv",
  "put /t/a leased --lease=1f",
  "put /t/a --ignore-value --lease 1f",
  "put /t/a leased --lease=000000000000001f --prev-kv=true",
  "put /t/grüße 設定🔑",
  "get /t/a",
  "get /t/absent",
  "get /t/ --prefix",
  'get "" --prefix --keys-only',
  'get "" --from-key --limit=2',
  "get /t/n/ --prefix --limit=2",
  "get /t/n/ --prefix --order=DESCEND",
  "get /t/ --prefix --sort-by=MODIFY --order=DESCEND --limit=3",
  "get /t/ --prefix --sort-by=CREATE --order=ASCEND",
  "get /t/ --prefix --sort-by=VERSION --order=DESCEND",
  "get /t/ --prefix --sort-by=VALUE --order=ASCEND",
  "get /t/ --prefix --sort-by=VALUE",
  "get /t/n/1 /t/n/3",
  "get /t/n/2 --from-key",
  "get /t/n/ --prefix --rev=6",
  "get /t/b --rev=3 --consistency=s",
  "get /t/ --prefix --keys-only --consistency=l",
  "del /t/a",
  "del /t/absent",
  "del /t/a --prev-kv",
  "del /t/n/ --prefix",
  "del /t/n/ --prefix --prev-kv",
  "del /t/n/2 --from-key --prev-kv",
  'del "" --prefix',
  String.raw`del "/t/odd key" --prev-kv`,
];

/** Several operations, and the order among them. */
const sequences: readonly string[] = [
  "put /t/x 1\nget /t/x\nget /t/ --prefix --keys-only",
  "get /t/a\nput /t/a 2\nget /t/a",
  "del /t/a\nget /t/a\nput /t/b 3",
  "del /t/n/ --prefix\nget /t/n/ --prefix\nput /t/m 1\nget /t/m",
  "put /t/x 1\nput /t/y 2\nput /t/z 3 --lease=1f",
  "del /t/a --prev-kv\ndel /t/b --prev-kv\nget /t/ --prefix",
  "get /t/a\nget /t/a\nget /t/a",
  Array.from({ length: 128 }, (_, at) => `put /t/many/${at} ${at}`).join("\n"),
  Array.from({ length: 128 }, (_, at) => `get /t/n/${at} --keys-only`).join("\n"),
];

/** What etcd refuses; the check must refuse it too, before it is sent. */
const refused: readonly string[] = [
  "put /t/a 1\nput /t/a 2",
  "put /t/n/1 1\ndel /t/n/ --prefix",
  "del /t/n/ --prefix\nput /t/n/5 1",
  "put /t/a 1\ndel /t/a",
  'put "" 1',
  'get ""',
  "del /t/0 /t/z\nput /t/b 1",
  Array.from({ length: 129 }, (_, at) => `get /t/n/${at}`).join("\n"),
];

/** etcdctl's text, each ending in the blank line that etcdctl waits for. */
export const texts: readonly string[] = [
  ...compares(),
  'val("/t/odd key") = "it\'s \\"odd\\"\\n$x\\\\"\n\nput /t/won yes\n\nput /t/lost yes\n\n',
  'version("/t/a") > "0"\nmod("/t/b") > "0"\nval("/t/n/1") = "10"\n\nput /t/won yes\n\nput /t/lost yes\n\n',
  'version("/t/a") > "0"\nmod("/t/b") = "1"\nval("/t/n/1") = "10"\n\nput /t/won yes\n\nput /t/lost yes\n\n',
  "\n\n\n",
  'version("/t/a") = "0"\n\n\ndel /t/a\n\n',
  ...operations.map((line) => `\n${line}\n\n\n`),
  ...operations.slice(0, 12).map((line) => `version("/t/absent") > "0"\n\nget /t/a\n\n${line}\n\n`),
  ...sequences.map((lines) => `\n${lines}\n\n\n`),
  ...refused.map((lines) => `\n${lines}\n\n\n`),
];
