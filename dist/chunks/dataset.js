import { n as checkDataset, t as datasetFacts } from "./dataset-sight.js";
import { t as loadDatasetFiles } from "./load-dataset-files.js";
import { t as ProblemError } from "./problem.js";
import { n as integer, o as plainPoints, t as counted } from "./format.js";
import { h as terminalText } from "./untrusted.js";
import { n as openGate, t as openEffects } from "./open-effects.js";
import { t as printProblems } from "./print-problems.js";
// src/gate/inspect-dataset.ts
const defaults = {
	maxDrop: .05,
	alpha: .05
};
async function inspectDatasetFiles(files, effects) {
	let { cases, version } = await loadDatasetFiles(files, effects);
	return {
		facts: datasetFacts(cases, version, defaults),
		warnings: checkDataset(cases)
	};
}
function renderDatasetFacts(facts) {
	let { cases, drafts, critical, units, tags, version } = facts, grouped = units < cases ? `, ${integer(units)} independent units` : "", shown = tags.slice(0, 20).map(({ tag, cases: count }) => `${terminalText(tag, 60)} ${integer(count)}`), more = tags.length > 20 ? `, and ${integer(tags.length - 20)} more` : "";
	return [
		`${counted(cases, "case")}${grouped}, ${integer(critical)} critical, ${counted(drafts, "draft")} (not run)`,
		`version  ${version}`,
		...tags.length > 0 ? [`tags     ${shown.join(", ")}${more}`] : [],
		"",
		...renderSight(facts),
		""
	].join("\n");
}
function renderSight({ units, maxDrop, fewestToProve, sight }) {
	if (units === 0) return ["There is no case to run, so this dataset sees nothing."];
	let drop = `a drop of ${plainPoints(maxDrop)} points`, provesNothing = units < fewestToProve.oneLook;
	return [
		"What this dataset can see (assuming that 13% of cases flip between two identical runs):",
		...sight.map(({ plan, detectable, casesToProve }) => `  ${plan.padEnd(20)} blocks drops of ${plainPoints(Math.min(1, detectable))} points and more with 80% probability; ${Number.isFinite(casesToProve) ? `about ${integer(casesToProve)} cases rule out ${drop}` : "no number of cases proves that nothing at all was lost"}`),
		...provesNothing && Number.isFinite(fewestToProve.oneLook) ? [`  Fewer than ${integer(fewestToProve.oneLook)} cases (${integer(fewestToProve.twoLooks)} with two looks) cannot rule out ${drop}, even when no case changes. This gate can block, but not prove.`] : []
	];
}
// src/cli/commands/dataset.ts
async function checkDatasetFiles(files, options, io) {
	let { facts, warnings } = await inspect(files, options, io);
	if (options.json) return io.stdout(`${JSON.stringify({
		ok: !0,
		...facts,
		warnings
	}, void 0, 2)}\n`), 0;
	printProblems(warnings, io, "warning");
	let { cases, critical, drafts } = facts;
	return io.stdout(`ok: ${cases} cases, ${critical} critical, ${drafts} drafts, ${facts.version}\n`), facts.units < facts.fewestToProve.oneLook && io.stdout(`${renderSight(facts).at(-1)?.trim() ?? ""}\n`), 0;
}
async function showDatasetStats(files, options, io) {
	let { facts, warnings } = await inspect(files, options, io);
	return printProblems(warnings, io, "warning"), io.stdout(options.json ? `${JSON.stringify(facts, void 0, 2)}\n` : renderDatasetFacts(facts)), 0;
}
async function inspect(files, options, io) {
	if (files.length > 0) return inspectDatasetFiles(files, await openEffects(io.workingDir, io));
	let { config, effects } = await openGate(options.config, io);
	if (config !== void 0) {
		let { inspectGateDataset } = await import("./inspect-gate-dataset.js");
		return inspectGateDataset(config, effects);
	}
	throw new ProblemError([{
		code: "no-dataset",
		message: "there is no `llm-o11y.yml` here, and no dataset was named.",
		fix: "Name a JSONL file, or a gate file with `--config`."
	}]);
}
export { checkDatasetFiles, showDatasetStats };
