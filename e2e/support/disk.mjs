// A disk of a few megabytes over a folder, for drills in which it is full. Mounting needs root.
import { execFile } from "node:child_process";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export class SmallDisk {
  constructor(folder) {
    this.folder = folder;
    this.ballast = join(folder, "ballast");
  }

  /** None where this process may not mount. */
  static async over(folder, megabytes) {
    const done = await run("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tailboard-drill", folder]).catch(() => null);
    return done && new SmallDisk(folder);
  }

  /** Leaves no room at all. */
  async fill() {
    const file = await open(this.ballast, "a");
    try {
      for (const size of [1024 * 1024, 4096]) {
        const chunk = Buffer.alloc(size, 1);
        try {
          for (;;) await file.write(chunk);
        } catch (error) {
          if (error.code !== "ENOSPC") throw error;
        }
      }
    } finally {
      await file.close();
    }
  }

  /** Makes room again. */
  empty() {
    return rm(this.ballast, { force: true });
  }

  async remove() {
    await run("umount", [this.folder]);
  }
}
