import { formatName } from "@etcd-explorer/shared/model/key-text";
import { describeRange, overlapping, type Permission } from "@etcd-explorer/shared/model/auth";
import { Badge } from "#/ui/badge.tsx";
import { Button } from "#/ui/button.tsx";
import { typeWords } from "#/features/access/change/access-questions.ts";

export interface ListedPermission {
  readonly permission: Permission;
  /** Shown where permissions of several roles stand together. */
  readonly role?: string;
}

interface PermissionTableProps {
  readonly title: string;
  readonly permissions: readonly ListedPermission[];
  /** Absent: they cannot be taken away here. */
  readonly onRevoke?: ((permission: Permission) => void) | undefined;
  /** The role that allows everything whatever permissions it has, which is root; undefined: none does. */
  readonly everythingBy?: string | undefined;
}

const tones = { READ: "ok", WRITE: "warn", READWRITE: "accent" } as const;

/** Permissions one below the other, and which of them speak of the same keys. */
export function PermissionTable({ title, permissions, onRevoke, everythingBy }: PermissionTableProps) {
  const all = permissions.map(({ permission }) => permission);
  return (
    <section aria-label={title} className="rounded-[10px] border border-line bg-panel">
      <h3 className="px-3 py-2 text-sm text-muted">{title}</h3>
      {permissions.length === 0 && everythingBy === undefined && (
        <p className="border-t border-line px-3 py-2 text-muted">No permissions</p>
      )}
      <ul>
        {everythingBy !== undefined && (
          <li className="flex items-center gap-3 border-t border-line px-3 py-1.5">
            <span className="w-28 shrink-0">
              <Badge tone="accent">{typeWords.READWRITE}</Badge>
            </span>
            <span className="min-w-0 flex-1">all keys and administration</span>
            <span className="text-sm text-muted">via {everythingBy}</span>
          </li>
        )}
        {permissions.map(({ permission, role }) => {
          const others = overlapping(permission, all);
          return (
            <li
              key={`${role ?? ""} ${permission.type} ${describeRange(permission)}`}
              className="flex items-center gap-3 border-t border-line px-3 py-1.5"
            >
              <span className="w-28 shrink-0">
                <Badge tone={tones[permission.type]}>{typeWords[permission.type]}</Badge>
              </span>
              <span className="min-w-0 flex-1 truncate font-mono" title={describeRange(permission)}>
                {describeRange(permission)}
              </span>
              {others.length > 0 && (
                <span
                  className="max-w-[40%] truncate text-sm text-muted"
                  title={others.map((other) => `${typeWords[other.type]} ${describeRange(other)}`).join(", ")}
                >
                  overlaps {others.map(describeRange).join(", ")}
                </span>
              )}
              {role !== undefined && <span className="text-sm text-muted">via {formatName(role)}</span>}
              {onRevoke !== undefined && (
                <Button
                  variant="danger"
                  aria-label={`Revoke ${typeWords[permission.type]} access to ${describeRange(permission)}…`}
                  onClick={() => onRevoke(permission)}
                >
                  Revoke…
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
