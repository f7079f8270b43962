import { formatName } from "@etcd-explorer/shared/model/key-text";
import { describeRange, type Role, type User } from "@etcd-explorer/shared/model/auth";
import { explainAccess, type AccessReason } from "@etcd-explorer/shared/model/explain-access";
import { useState } from "react";
import { Badge } from "#/ui/badge.tsx";
import { Choice } from "#/ui/choice.tsx";
import { Field } from "#/ui/field.tsx";
import { rangeOf } from "#/features/access/change/access-model.ts";

interface WhoPanelProps {
  readonly users: readonly User[];
  readonly roles: readonly Role[];
  readonly enabled: boolean | undefined;
  readonly text: string;
  readonly onAsk: (text: string) => void;
}

const shapes = [
  { value: "key", label: "This key" },
  { value: "prefix", label: "All keys below it" },
] as const;

/** Who may read or write a key, and why. */
export function WhoPanel({ users, roles, enabled, text, onAsk }: WhoPanelProps) {
  const [shape, setShape] = useState<"key" | "prefix">("key");
  const asked = rangeOf({ shape, key: text, end: "" });
  const rows = "range" in asked ? explainAccess(asked.range, users, roles) : [];
  return (
    <div className="mx-auto flex max-w-[860px] flex-col gap-4">
      <h2 className="text-lg font-semibold">Check access to a key</h2>
      <div className="flex flex-wrap items-end gap-3">
        <Field
          label="Key"
          mono
          value={text}
          placeholder="/config/app/flag"
          error={text !== "" && "problem" in asked ? asked.problem : undefined}
          onChange={(event) => onAsk(event.target.value)}
          className="w-96 max-w-full"
        />
        <Choice label="Scope" options={shapes} value={shape} onChange={setShape} />
      </div>
      {enabled === false && text !== "" && <p className="text-warn">Authentication is off: all clients have access.</p>}
      {users.length === 0 && <p className="text-muted">No users</p>}
      {rows.length > 0 && (
        <div className="overflow-hidden rounded-[10px] border border-line bg-panel">
          <table className="w-full text-left">
            <thead className="text-sm text-muted">
              <tr>
                <th className="px-3 py-2 font-normal">User</th>
                <th className="px-3 py-2 font-normal">Can read</th>
                <th className="px-3 py-2 font-normal">Can write</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ user, read, write }) => (
                <tr key={user} className="border-t border-line align-top">
                  <th scope="row" className="px-3 py-2 font-mono font-normal">
                    {formatName(user)}
                  </th>
                  <td className="px-3 py-2">
                    <Answer reasons={read} />
                  </td>
                  <td className="px-3 py-2">
                    <Answer reasons={write} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function Answer({ reasons }: { readonly reasons: readonly AccessReason[] }) {
  if (reasons.length === 0) return <Badge tone="plain">no</Badge>;
  return (
    <div className="flex gap-2">
      <Badge tone="ok" className="self-start">
        yes
      </Badge>
      <span className="text-muted">
        {reasons
          .map(({ role, permissions }) =>
            permissions === undefined
              ? `role ${formatName(role)}: full access`
              : `${formatName(role)}: ${permissions.map(describeRange).join(", ")}`,
          )
          .join("; ")}
      </span>
    </div>
  );
}
