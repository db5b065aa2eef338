import { n as deliverVerdict, r as compareRecords } from "./deliver-verdict.js";
import { t as openEffects } from "./open-effects.js";
import { fileURLToPath } from "node:url";
async function demo(options, io) {
	let folder = await demoFolder(), verdict = await compareRecords({
		config: "llm-o11y.yml",
		baseline: `${folder}/runs/baseline.jsonl`,
		candidate: `${folder}/runs/candidate.jsonl`,
		today: io.today
	}, await openEffects(folder, { workingDir: folder }));
	return options.json || io.stdout("A support desk wants to move to a newer model: cheaper, faster, and the samples look fine.\nMay it go to production? 72 cases, two recorded runs, one gate. (The recordings are made up for this\ndemo: no model was called, nothing was spent.)\n\n"), await deliverVerdict(verdict, {
		out: options.out ?? "llm-o11y-out",
		json: options.json
	}, io), options.json || io.stdout("\nThe new model is cheaper and faster, and must not ship: savings outvote nothing.\nNow with your own runs:  llm-o11y compare BASELINE.jsonl CANDIDATE.jsonl --config llm-o11y.yml\n"), 0;
}
async function demoFolder() {
	let { isThere } = await import("./find-repository.js"), places = [
		"./demo",
		"../demo",
		"../../../examples/demo"
	].map((path) => fileURLToPath(new URL(path, import.meta.url)));
	for (let place of places) if (await isThere(`${place}/llm-o11y.yml`)) return place;
	throw Error("the demo's files are not where the build puts them");
}
export { demo };
