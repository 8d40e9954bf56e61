import { parseArgs } from "node:util";
import { loadPolicies } from "../admission/load-policies.ts";
import { readPolicyFolder } from "../cluster/policy-folder.ts";
import { messageOf, SallyportError } from "../errors.ts";
import type { Loaded } from "../policy/load.ts";
import type { Profile } from "../policy/model.ts";

const DEFAULT_FOLDER = "policies";

export const FOLDER_HELP = `  --policies DIR  the folder of policies [${DEFAULT_FOLDER}] (SALLYPORT_POLICIES)`;

/** The arguments of a command that reads the policies and takes files. @throws SallyportError CONFIG_INVALID */
export function parseFolderArgs(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): { readonly folder: string; readonly files: readonly string[] } {
  try {
    const options = { policies: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { folder: values.policies ?? env["SALLYPORT_POLICIES"] ?? DEFAULT_FOLDER, files: positionals };
  } catch (error) {
    throw new SallyportError("CONFIG_INVALID", messageOf(error));
  }
}

/**
 * @param profile which AdmissionPolicies count; by default all
 * @throws SallyportError POLICIES_UNREADABLE
 */
export async function loadFolder(folder: string, profile: Profile = "restricted"): Promise<Loaded> {
  const files = await readPolicyFolder(folder);
  const texts = files.map(({ path, text }) => ({ source: path, text }));
  return loadPolicies(texts, undefined, { profile, now: Date.now() });
}
