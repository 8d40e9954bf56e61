import { loadFolder } from "./src/cli/folder.ts";
import { livabilityFindings } from "./test/support/livability.ts";
const { snapshot, objects } = await loadFolder("policies", process.argv[2] as "baseline");
const found = await livabilityFindings(snapshot, objects);
const by = Map.groupBy(found, (f) => `${f.policy} ${f.action}`);
for (const [k, list] of [...by].sort((a, b) => b[1].length - a[1].length)) { console.log(`\n## ${k}: ${list.length}`); for (const f of list.slice(0, 6)) console.log(`  ${f.file} ${f.subject}: ${f.message.slice(0, 190)}`); }
