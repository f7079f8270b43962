import { expect, it } from "vitest";
import { typeProjects } from "./checks.ts";

it("finds the projects of every package, those beside the main one included", async () => {
  const projects = await typeProjects();
  for (const name of ["shared", "worker", "web", "e2e", "scripts"]) expect(projects).toContain(`${name}/tsconfig.json`);
  expect(projects).toContain("shared/tsconfig.inferred.json");
  expect(projects.filter((path) => path.includes("base"))).toEqual([]);
});
