/** A worker that takes jobs named `endless`, says so, and never ends: to be killed. */
import { openJobs } from "../../open.ts";

const [url = "", prefix = ""] = process.argv.slice(2);
const jobs = await openJobs(url, { prefix, staleMs: 1_000 });
jobs.define("endless", async (_data, { progress }) => {
  progress(0.5, "in the child");
  process.stdout.write("running\n");
  await new Promise(() => {});
});
