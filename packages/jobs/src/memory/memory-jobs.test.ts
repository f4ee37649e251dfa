import { jobsContract } from "../jobs.contract.ts";
import { openJobs } from "../open.ts";

jobsContract({
  name: "in process",
  open: () => openJobs("memory:"),
  capabilities: { persistent: false, shared: false },
});
