/** Commands of the console that are compared with real etcdctl, by the formats that etcdctl has for them. */
import type { Format } from "@etcd-explorer/shared/command/etcdctl/print/output";

export interface ConsoleCase {
  readonly text: string;
  readonly formats?: readonly Format[];
  /** The first minor version whose etcdctl and etcd have it. */
  readonly since?: number;
  /** Printed with --hex as well; left out: it is. */
  readonly hex?: false;
  /** Versions print it each in its own way, so that it is run in every format on each of them. */
  readonly differs?: true;
}

const keyFormats: readonly Format[] = ["simple", "json", "fields"];

/** Commands that change nothing. LEASE is a lease with a key, MEMBER the member's ID. */
export const readCases: readonly ConsoleCase[] = [
  ...[
    "get /app/name",
    "get /none",
    "get '' --prefix --keys-only",
    "get '' --from-key --limit=3",
    "get /app/ /app0",
    "get /app --prefix --order=DESCEND --sort-by=MODIFY",
    "get /app --prefix --sort-by value --order ascend --limit 2",
    "get /app/name --consistency=s",
    "get /app/name --rev=REV",
    "get 'with space'",
    'get "it\'s"',
    "get -- --dashed",
    "get /empty",
  ].map((text) => ({ text, formats: keyFormats })),
  { text: "get /app --prefix", formats: keyFormats, differs: true },
  // What etcdctl's own parser of commands and flags takes.
  ...[
    "get --prefix=false /app/name",
    "get /app/name --prefix --prefix=0",
    "get /app --prefix --limit 0x2",
    "get /app --prefix --limit=1_0",
    "get /app --prefix --limit 010 --rev=-1",
    "get /app --prefix --limit=-1",
    "get '/app' '--prefix' --order descend --sort-by=Version",
    "--hex get /app/name",
    "-w json get /app/name",
    "get /app/name -wjson",
    "get -w=fields /app/name --write-out simple",
    "get /app/name --hex --hex=f",
    "--command-timeout=10s --dial-timeout 1m get /app/name --user='' --debug=false",
    "get /app/name # a comment",
    "get \\\n  /app \\\n  --prefix",
    "lease timetolive 0LEASE",
    "lease --hex timetolive LEASE --keys=true",
    "lease timetolive --keys -- LEASE",
    "member -w table list",
    "role get --write-out fields reader",
    "user get --detail=T anna",
  ].map((text) => ({ text, hex: false as const })),
  { text: "endpoint --cluster status", hex: false, since: 5 },
  { text: "get /app --prefix --stream", hex: false, since: 7 },
  { text: "get /app --prefix --print-value-only", formats: ["simple"] },
  { text: "get /app --prefix --count-only", formats: ["fields"], since: 5 },
  { text: "get /app --prefix --min-mod-rev=REV", formats: keyFormats, since: 6 },
  { text: "lease list", formats: keyFormats },
  { text: "lease timetolive LEASE", formats: keyFormats },
  { text: "lease timetolive LEASE --keys", formats: keyFormats },
  { text: "lease timetolive 123abc", formats: keyFormats },
  { text: "member list", formats: ["simple", "table", "json", "fields"], differs: true },
  { text: "member list --consistency=s", formats: ["simple"], since: 6 },
  { text: "endpoint status", formats: ["simple", "table", "json", "fields"], differs: true },
  { text: "endpoint status --cluster", formats: ["simple", "table", "json", "fields"] },
  { text: "endpoint health", formats: ["simple", "table", "json", "fields"], differs: true },
  { text: "endpoint health --cluster", formats: ["simple"] },
  { text: "endpoint hashkv", formats: ["simple", "table", "json", "fields"], since: 5 },
  { text: "endpoint hashkv --cluster --rev=REV", formats: ["simple", "json"], since: 5 },
  { text: "alarm list", formats: ["simple", "json"] },
  // etcdctl 3.4 panics here.
  { text: "alarm list", formats: ["fields"], since: 5 },
  { text: "user list", formats: ["simple", "json"] },
  { text: "user get anna", formats: ["simple", "json"] },
  { text: "user get anna --detail", formats: ["simple", "json"] },
  { text: "role list", formats: keyFormats },
  { text: "role get reader", formats: keyFormats },
  { text: "role get root", formats: keyFormats },
  { text: "auth status", formats: ["simple", "json"], since: 5 },
  { text: "version" },
];

/** Commands that write. Each is run by both sides from the same state. */
export const writeCases: readonly ConsoleCase[] = [
  ...[
    "put /app/name new",
    "put /fresh '<&>' --prev-kv --lease=LEASE",
    "put /app/name --ignore-value --lease=LEASE --prev-kv",
    "put /leased x --ignore-lease --prev-kv",
    "printf 'x\\377\\000y\\n' | put /binary",
    "put /stdin <<'EOF'\nline 1\nline 2\nEOF",
    "put -- --dashed -1",
    "echo -n x | put /stdin",
    "echo 'two  words' | put /stdin --prev-kv=true",
    "put /app/name --lease LEASE -- -1",
    "del /app/name",
    "del /app/name --prev-kv",
    "del /app/a --from-key",
    "del /none",
    'txn <<\'EOF\'\nversion("/app/name") = "0"\n\nput a b\n\nget /app/name\ndel /none\n\nEOF',
    "txn -i <<'EOF'\n\n\n\nEOF",
    "lease keep-alive --once LEASE",
    "lease revoke LEASE",
    "user add bert:secret",
    "user add bert --no-password",
    "user delete anna",
    "user grant-role anna root",
    "user revoke-role anna reader",
    "role add writer",
    "role delete reader",
    "role grant-permission reader readwrite /x/ --prefix",
    "role grant-permission reader write /x /z",
    "role grant-permission reader read '' --from-key",
    "role revoke-permission reader /secret",
    "role revoke-permission reader /app/ --prefix",
  ].map((text) => ({ text, formats: keyFormats, hex: false as const })),
  { text: "put /app/name 'a $b \"c\"' --prev-kv", formats: keyFormats, hex: false, differs: true },
  { text: "del /app --prefix --prev-kv", formats: keyFormats, differs: true },
  {
    text: 'txn <<\'EOF\'\nmod("/app/name") > "0"\n\nput /app/name 2\nget /app --prefix\ndel /empty --prev-kv\n\nget /none\n\nEOF',
    formats: keyFormats,
    hex: false,
    differs: true,
  },
  { text: "lease grant 77", formats: keyFormats },
  { text: "user add dora --new-user-password=pw", formats: ["simple"], since: 5 },
  { text: "member update MEMBER --peer-urls=http://127.0.0.1:2399", formats: ["simple", "json"] },
  { text: "compaction REV" },
  { text: "compaction REV --physical" },
  { text: "defrag" },
  { text: "defrag --cluster" },
  { text: "alarm disarm", formats: ["simple", "json"] },
];

/** Commands that etcd refuses, or that find nothing to do. */
export const refusedCases: readonly ConsoleCase[] = [
  "put /a b --lease=123",
  "get /app/name --rev=999999",
  "lease revoke 123",
  "lease grant 9000000001",
  "lease keep-alive --once 123",
  "compaction 999999",
  "move-leader 123",
  "member remove 123",
  "member promote MEMBER",
  "user get nobody",
  "user add anna:x",
  "role get nobody",
  "role revoke-permission reader /none",
  "auth enable",
  "txn <<'EOF'\n\nput a 1\nput a 2\n\n\nEOF",
].map((text) => ({ text }));
