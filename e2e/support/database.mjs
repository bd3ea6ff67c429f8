// The database below a server under test: only for what takes days otherwise, like a link that runs out.
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { environment, executable } from "./process.mjs";

const run = promisify(execFile);
const VERSIONS = "/usr/lib/postgresql";

/** psql of the path, or of Debian's packages. */
function psql() {
  const folders = (process.env.PATH ?? "").split(":");
  if (process.env.TAILBOARD_POSTGRES_BIN) folders.unshift(process.env.TAILBOARD_POSTGRES_BIN);
  if (existsSync(VERSIONS)) folders.push(...readdirSync(VERSIONS).map((version) => join(VERSIONS, version, "bin")));
  const found = folders.map((folder) => join(folder, "psql")).find((path) => existsSync(path));
  if (!found) throw new Error("psql is not there: it comes with PostgreSQL");
  return found;
}

/** Lets time pass for rows: runs one statement on the database of a server. */
export async function alter(server, statement) {
  const { stdout } = await run(executable(), ["database"], { env: environment({ TAILBOARD_DATABASE: server.database }) });
  const url = stdout.trim().split("\n").pop();
  await run(psql(), [url, "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--command", statement]);
}
