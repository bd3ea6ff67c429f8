// Before all tests: a fresh data folder with one embedded cluster for all workers. After them: nothing is left of it.
import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { DEMO, environment, executable } from "./process.mjs";

const run = promisify(execFile);

export default async function setup() {
  if (process.env.E2E_SERVER) return () => {};
  const folder = await mkdtemp(join(tmpdir(), "tailboard-e2e-"));
  // The cluster runs as an unprivileged user when the tests run as root.
  await chmod(folder, 0o755);
  process.env.E2E_DATA = folder;
  // Made once here, so that no two workers make it at the same moment.
  await run(executable(), ["demo"], { env: environment({ TAILBOARD_DATABASE: DEMO }), maxBuffer: 16 * 1024 * 1024 });
  return async () => {
    await run(executable(), ["stop"], { env: environment({}) }).catch((error) => console.error("stopping the cluster:", error.message));
    if (!process.env.E2E_KEEP) await rm(folder, { recursive: true, force: true });
  };
}
