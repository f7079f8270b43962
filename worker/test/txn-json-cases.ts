/** Transactions that etcdctl has no words for, as the bodies that the gateway takes. */

const base64 = (text: string | readonly number[]): string =>
  (typeof text === "string" ? Buffer.from(text) : Buffer.from(text)).toString("base64");

const key = (name: string) => ({ key: base64(name) });
const prefix = (name: string) => {
  const end = name.slice(0, -1) + String.fromCharCode(name.charCodeAt(name.length - 1) + 1);
  return { key: base64(name), range_end: base64(end) };
};
const put = (name: string, value: string, more: object = {}) => ({
  request_put: { ...key(name), value: base64(value), ...more },
});
const get = (range: object) => ({ request_range: range });
const del = (range: object) => ({ request_delete_range: range });
const nested = (compare: object[], success: object[], failure: object[] = []) => ({
  request_txn: { compare, success, failure },
});
const outcome = { success: [put("/t/won", "yes")], failure: [put("/t/lost", "yes"), get(key("/t/a"))] };
const results = ["EQUAL", "NOT_EQUAL", "LESS", "GREATER"];

const leaseCompares = results.flatMap((result) =>
  ["0", "31", "32"].map((lease) => ({
    compare: [{ target: "LEASE", result, ...key("/t/leased"), lease }],
    ...outcome,
  })),
);
const rangeCompares = results.flatMap((result) => [
  { compare: [{ target: "VERSION", result, ...prefix("/t/n/"), version: "1" }], ...outcome },
  { compare: [{ target: "VALUE", result, ...prefix("/t/n/"), value: base64("15") }], ...outcome },
  { compare: [{ target: "MOD", result, ...prefix("/t/none/"), mod_revision: "0" }], ...outcome },
  {
    compare: [{ target: "CREATE", result, key: base64("/t/n/2"), range_end: base64([0]), create_revision: "4" }],
    ...outcome,
  },
]);

const absent = { target: "VERSION", result: "EQUAL", ...key("/t/absent"), version: "0" };
const present = { target: "VERSION", result: "GREATER", ...key("/t/a"), version: "0" };

const nestings = [
  { compare: [present], success: [nested([absent], [put("/t/x", "1")], [put("/t/y", "1")])], failure: [] },
  { compare: [], success: [nested([present, absent], [del(key("/t/a")), get(key("/t/a"))])], failure: [] },
  { compare: [], success: [nested([], [nested([absent], [nested([present], [put("/t/deep", "1")])])])], failure: [] },
  {
    compare: [absent],
    success: [put("/t/x", "1"), nested([], [get(key("/t/x")), put("/t/y", "2")]), get(key("/t/y"))],
    failure: [],
  },
  { compare: [], success: [nested([present], [put("/t/x", "1")], [put("/t/x", "2")])], failure: [] },
  { compare: [], success: [nested([], [put("/t/x", "1")]), nested([], [del(key("/t/x"))])], failure: [] },
  { compare: [], success: [], failure: [nested([], [put("/t/x", "1")])] },
];

const reads = [
  get({ ...prefix("/t/"), min_mod_revision: "5", keys_only: true }),
  get({ ...prefix("/t/"), max_mod_revision: "5" }),
  get({ ...prefix("/t/"), min_create_revision: "4", max_create_revision: "6", count_only: true }),
  get({ ...prefix("/t/"), count_only: true }),
  get({ ...prefix("/t/n/"), count_only: true, limit: "1" }),
  get({ key: base64([0]), range_end: base64([0]), count_only: true }),
  get({ ...prefix("/t/"), sort_order: "DESCEND", sort_target: "MOD", limit: "2", serializable: true, keys_only: true }),
].map((operation) => ({ compare: [], success: [operation], failure: [] }));

const others = [
  { compare: [], success: [del({ key: base64("/t/a"), range_end: base64("/t/n/2") })], failure: [] },
  { compare: [], success: [del({ key: base64("/t/n/"), range_end: base64([0]) }), put("/t/z", "after")], failure: [] },
  {
    compare: [],
    success: [put("/t/x", "1", { lease: "31", prev_kv: true }), put("/t/leased", "x", { ignore_lease: true })],
    failure: [],
  },
];

/** What etcd refuses, with nested transactions. */
const refused = [
  { compare: [], success: [nested([], [del(key("/t/x"))]), nested([], [put("/t/x", "1")])], failure: [] },
  { compare: [], success: [nested([], [put("/t/x", "1")]), put("/t/x", "2")], failure: [] },
  { compare: [], success: [nested([], [put("/t/x", "1")]), del(prefix("/t/"))], failure: [] },
  { compare: [], success: [put("/t/x", "1", { ignore_value: true })], failure: [] },
  { compare: [], success: [put("/t/leased", "1", { ignore_lease: true, lease: "31" })], failure: [] },
  { compare: [{ target: "VERSION", result: "EQUAL", version: "0" }], success: [], failure: [] },
  {
    compare: [],
    success: [
      nested(
        [],
        Array.from({ length: 128 }, (_, at) => get(key(`/t/${at}`))),
      ),
    ],
    failure: [],
  },
  { compare: [], success: [put("/t/x", "1", { lease: "99" })], failure: [] },
];

/** The bodies. */
export const bodies: readonly object[] = [
  ...leaseCompares,
  ...rangeCompares,
  ...nestings,
  ...reads,
  ...others,
  ...refused,
];
