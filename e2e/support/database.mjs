// The database below a server under test: for what takes days otherwise, like a link that runs out, and for judging drills.
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { executable } from "./process.mjs";

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

/** Where the database of a server is reached as the owner of the schema. */
async function address(server) {
  const { stdout } = await run(executable(), ["database"], { env: server.environment });
  return stdout.trim().split("\n").pop();
}

async function ask(server, statement, ...options) {
  const url = await address(server);
  const answer = await run(psql(), [url, "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", ...options, "--command", statement], { maxBuffer: 64 * 1024 * 1024 });
  return answer.stdout;
}

/** Lets time pass for rows: runs one statement on the database of a server. */
export const alter = (server, statement) => ask(server, statement);

/** What the database holds, as the owner of the schema sees it: the rows of a query as objects. */
export async function rows(server, query) {
  const text = await ask(server, `select coalesce(json_agg(found), '[]') from (${query}) found`, "--tuples-only", "--no-align");
  return JSON.parse(text);
}

/** A question whether the database answers by itself, without the server and without anybody starting it. */
export async function answering(server) {
  const url = await address(server);
  return () => run(psql(), [url, "--no-psqlrc", "--quiet", "--command", "select 1"], { timeout: 5_000 }).then(() => true, () => false);
}
