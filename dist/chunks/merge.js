import { r as writeUserFile, t as openEffects } from "./open-effects.js";
import { a as fromTrial, i as fromHeader, t as mergeRecordFiles } from "./merge-record-files.js";
import { resolve } from "node:path";
// src/record/write-record.ts
function* writeRunRecord(header, trials, end) {
	yield `${JSON.stringify(fromHeader(header))}\n`;
	for (let trial of trials) yield `${JSON.stringify(fromTrial(trial))}\n`;
	end !== void 0 && (yield `${JSON.stringify({
		type: "end",
		reason: end.reason,
		cases: end.cases
	})}\n`);
}
// src/cli/commands/merge.ts
async function merge(records, options, io) {
	let merged = await mergeRecordFiles(records, await openEffects(io.workingDir, io)), trials = [...merged.trialsByCaseId.values()].flat();
	await writeUserFile(resolve(io.workingDir, options.out), writeRunRecord(merged.header, trials, merged.end));
	let summary = {
		record: options.out,
		cases: merged.trialsByCaseId.size,
		trials: trials.length
	};
	return io.stdout(options.json ? `${JSON.stringify(summary, void 0, 2)}\n` : `${options.out}: ${summary.trials} trials of ${summary.cases} cases, from ${records.length} named.\n`), 0;
}
export { merge };
