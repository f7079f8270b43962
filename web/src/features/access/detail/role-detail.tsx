import { formatName } from "@etcd-explorer/shared/model/key-text";
import {
  permissionTypes,
  rootName,
  type Permission,
  type RangeShape,
  type Role,
  type User,
} from "@etcd-explorer/shared/model/auth";
import { useState } from "react";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { Button } from "#/ui/button.tsx";
import { Field } from "#/ui/field.tsx";
import { SelectField } from "#/ui/select-field.tsx";
import { permissionOf, type PermissionDraft } from "#/features/access/change/access-model.ts";
import { askDeleteRole, askGrantPermission, askRevokePermission } from "#/features/access/change/access-questions.ts";
import { PermissionTable } from "./permission-table.tsx";
import type { Change } from "#/features/access/change/use-change.tsx";

interface RoleDetailProps {
  readonly role: Role;
  readonly users: readonly User[];
  readonly change: Change;
}

/** One role: what it allows, and who has it. */
export function RoleDetail({ role, users, change }: RoleDetailProps) {
  const readOnly = useReadOnly();
  const holders = users.filter(({ roles }) => roles.includes(role.name)).map(({ name }) => name);
  const isRoot = role.name === rootName;
  const undeletable = readOnly ?? (isRoot && holders.length > 0 ? "Users have the role root" : undefined);
  const revoke = (range: Permission) =>
    void change(
      { kind: "role-revoke", role: role.name, range },
      `Revoked permission from ${formatName(role.name)}`,
      askRevokePermission(role.name, range),
    );
  return (
    <div className="mx-auto flex max-w-[860px] flex-col gap-5">
      <header className="flex items-center gap-3">
        <h2 className="text-lg font-semibold">
          Role <span className="font-mono">{formatName(role.name)}</span>
        </h2>
        <span className="truncate text-muted">
          {holders.length === 0 ? "No users" : `Users: ${holders.map(formatName).join(", ")}`}
        </span>
        <div className="flex-1" />
        <Button
          variant="danger"
          disabled={undeletable !== undefined}
          title={undeletable}
          aria-label={`Delete role ${formatName(role.name)}…`}
          onClick={() =>
            void change(
              { kind: "role-delete", role: role.name },
              `Deleted role ${formatName(role.name)}`,
              askDeleteRole(role.name),
            )
          }
        >
          Delete role…
        </Button>
      </header>
      <PermissionTable
        title="Permissions"
        permissions={role.permissions.map((permission) => ({ permission }))}
        everythingBy={isRoot ? rootName : undefined}
        onRevoke={readOnly !== undefined || isRoot ? undefined : revoke}
      />
      {readOnly === undefined && !isRoot && <PermissionForm role={role.name} change={change} />}
    </div>
  );
}

const shapes: readonly { readonly value: RangeShape; readonly label: string }[] = [
  { value: "prefix", label: "Keys with a prefix" },
  { value: "key", label: "Single key" },
  { value: "range", label: "Range of keys" },
  { value: "from-key", label: "All keys from …" },
  { value: "every-key", label: "All keys" },
];
const types = [
  { value: "READ", label: "Read" },
  { value: "WRITE", label: "Write" },
  { value: "READWRITE", label: "Read and write" },
];

function PermissionForm({ role, change }: { readonly role: string; readonly change: Change }) {
  const [draft, setDraft] = useState<PermissionDraft>({ type: "READ", shape: "prefix", key: "", end: "" });
  const made = permissionOf(draft);
  const untouched = draft.key === "" && draft.shape !== "every-key";
  return (
    <form
      aria-label="Grant permission"
      className="flex flex-wrap items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if ("permission" in made) {
          const { permission } = made;
          void change(
            { kind: "role-grant", role, permission },
            `Granted permission to ${formatName(role)}`,
            askGrantPermission(role, permission),
          );
        }
      }}
    >
      <SelectField
        label="Access"
        value={draft.type}
        options={types}
        onPick={(value) => setDraft({ ...draft, type: permissionTypes.find((type) => type === value) ?? "READ" })}
        className="w-36"
      />
      <SelectField
        label="Keys"
        value={draft.shape}
        options={shapes}
        onPick={(value) => setDraft({ ...draft, shape: shapes.find((shape) => shape.value === value)?.value ?? "key" })}
        className="w-56"
      />
      {draft.shape !== "every-key" && (
        <Field
          label={draft.shape === "prefix" ? "Prefix" : draft.shape === "key" ? "Key" : "First key"}
          mono
          value={draft.key}
          error={"problem" in made && !untouched ? made.problem : undefined}
          onChange={(event) => setDraft({ ...draft, key: event.target.value })}
          className="w-64"
        />
      )}
      {draft.shape === "range" && (
        <Field
          label="End (exclusive)"
          mono
          value={draft.end}
          onChange={(event) => setDraft({ ...draft, end: event.target.value })}
          className="w-52"
        />
      )}
      <Button type="submit" variant="primary" disabled={"problem" in made} className="self-end">
        Grant permission
      </Button>
    </form>
  );
}
