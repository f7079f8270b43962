import { latestOf, type ChartMember } from "./chart-data.ts";
import { chartKinds } from "./chart-kinds.ts";

/** The newest value of every chart, a column a member. */
export function LatestTable({ members }: { readonly members: readonly ChartMember[] }) {
  return (
    <table className="w-full text-left">
      <caption className="sr-only">Latest values</caption>
      <thead className="text-sm text-muted">
        <tr>
          <th className="py-1.5 pl-4 font-normal">Metric</th>
          {members.map(({ id, name }) => (
            <th key={id} className="py-1.5 pr-4 text-right font-mono font-normal">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {chartKinds.map((kind) => (
          <tr key={kind.id} className="border-t border-line">
            <th scope="row" className="py-1 pl-4 font-normal">
              {kind.title}
            </th>
            {members.map((member) => {
              const value = latestOf(kind, member);
              return (
                <td key={member.id} className="py-1 pr-4 text-right">
                  {value === undefined ? <span className="text-muted">not known</span> : kind.format(value)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
