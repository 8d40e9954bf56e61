import { readFile } from "node:fs/promises";
import { validate } from "../admission/admit.ts";
import { NO_AUTHORIZER } from "../admission/authorizer.ts";
import { memoryClusterView } from "../admission/memory-cluster-view.ts";
import { decodeReview } from "../admission/review.ts";
import type { Verdict } from "../admission/verdict.ts";
import { messageOf, SallyportError } from "../errors.ts";
import { parseJson } from "../json/parse.ts";
import type { Json } from "../json/value.ts";
import type { AdmissionRequest } from "../matching/request.ts";
import type { Command } from "./command.ts";
import { FOLDER_HELP, loadFolder, parseFolderArgs } from "./folder.ts";

/** Nobody waits for this command but a person. In milliseconds. */
const PATIENCE_MS = 60_000;

export const reviewCommand: Command = {
  name: "review",
  summary: "tell the verdicts on AdmissionReviews in files",
  help: `Usage: sallyport review [--policies DIR] FILE...

Judges each file, an AdmissionReview of admission.k8s.io/v1 as JSON, by the policies of the folder, without a server.
Exits with 1 if one of them is denied.

${FOLDER_HELP}
`,
  async run(args, env) {
    const { folder, files } = parseFolderArgs(args, env);
    if (files.length === 0)
      throw new SallyportError("CONFIG_INVALID", "name at least one file with an AdmissionReview");
    const { snapshot, objects } = await loadFolder(folder);
    const captured = { snapshot, view: memoryClusterView(objects, NO_AUTHORIZER) };
    let denied = 0;
    for (const file of files) {
      const request = await readRequest(file);
      const clock = {
        now: () => performance.now(),
        deadline: performance.now() + PATIENCE_MS,
        date: () => Date.now(),
      };
      const verdict = await validate(request, captured, clock);
      if (!verdict.allowed) denied++;
      process.stdout.write(describe(file, verdict));
    }
    return denied === 0 ? 0 : 1;
  },
};

async function readRequest(file: string): Promise<AdmissionRequest> {
  const review = readJson(file, await readText(file));
  const decoded = decodeReview(review);
  if (!decoded.ok) throw new SallyportError("CONFIG_INVALID", `${file} is no review: ${decoded.faults.join("; ")}`);
  return decoded.request;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new SallyportError("CONFIG_INVALID", `cannot read ${file}: ${messageOf(error)}`);
  }
}

function readJson(file: string, text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    throw new SallyportError("CONFIG_INVALID", `${file} is not JSON: ${messageOf(error)}`);
  }
}

function describe(file: string, { allowed, status, warnings, policies }: Verdict): string {
  const lines = [`${allowed ? "allow" : "deny "} ${file} (${policies.length} policies)`];
  if (status !== undefined) lines.push(`      ${status.code} ${status.reason}: ${status.message}`);
  for (const warning of warnings) lines.push(`      warning: ${warning}`);
  return `${lines.join("\n")}\n`;
}
