import { W as canonicalJson, n as openGate, t as openEffects } from "./open-effects.js";
import { n as formatPlace, t as ProblemError } from "./problem.js";
import { _ as casesToProve, c as counted, l as integer, n as loadDatasetFiles, o as lookLevels, p as plainPoints, r as loadGate, t as resolveScorers, v as detectableDrop, y as fewestCasesToProve, z as selectCases } from "./resolve-scorers.js";
import { h as terminalText } from "./untrusted.js";
import { t as printProblems } from "./print-problems.js";
function checkDataset(cases) {
	return [
		...cap(findEqualInputs(cases), "equal inputs"),
		...cap(findCriticalDrafts(cases), "critical drafts"),
		...countDrafts(cases)
	];
}
function findEqualInputs(cases) {
	let firstByContent = new Map();
	return cases.flatMap((each) => {
		let { input, context } = each, content = canonicalJson(context === void 0 ? [input] : [input, context]), first = firstByContent.get(content);
		return first === void 0 ? (firstByContent.set(content, each), []) : each.group !== void 0 && each.group === first.group ? [] : [{
			code: "equal-inputs",
			...each.place,
			message: `case "${each.id}" has the same input as case "${first.id}" (${formatPlace(first.place)}): one question that counts twice.`,
			fix: "Remove one, or give both the same `group`."
		}];
	});
}
function findCriticalDrafts(cases) {
	return cases.filter(({ critical, draft }) => critical && draft).map(({ id, place }) => ({
		code: "critical-draft",
		...place,
		message: `case "${id}" is critical and a draft: a draft is not run, so it protects nothing.`,
		fix: "Remove `draft` once the case is reviewed."
	}));
}
function countDrafts(cases) {
	let drafts = cases.filter(({ draft }) => draft), [first] = drafts;
	return first === void 0 ? [] : [{
		code: "drafts",
		...first.place,
		message: `${drafts.length} of ${cases.length} cases ${drafts.length === 1 ? "is a draft" : "are drafts"} (the first is "${first.id}"), counted and not run.`
	}];
}
function cap(problems, kind) {
	if (problems.length <= 20) return problems;
	let more = problems.length - 20;
	return [...problems.slice(0, 20), {
		code: "more-problems",
		message: `${more} more ${kind} are not shown.`
	}];
}
// src/decide/dataset-sight.ts
const plans = [{
	plan: "1 trial an arm",
	looks: 1,
	variance: .13
}, {
	plan: "5 against 3 trials",
	looks: 2,
	variance: .035
}];
function datasetFacts(cases, version, { maxDrop, alpha }) {
	let run = cases.filter(({ draft }) => !draft), units = new Set(run.map(({ id, group }) => group === void 0 ? `case ${id}` : `group ${group}`)).size, countByTag = new Map();
	for (let tag of run.flatMap(({ tags }) => [...new Set(tags)])) countByTag.set(tag, (countByTag.get(tag) ?? 0) + 1);
	return {
		version,
		cases: run.length,
		drafts: cases.length - run.length,
		critical: run.filter(({ critical }) => critical).length,
		units,
		tags: [...countByTag].map(([tag, count]) => ({
			tag,
			cases: count
		})).toSorted((a, b) => b.cases - a.cases || (a.tag < b.tag ? -1 : 1)),
		maxDrop,
		fewestToProve: {
			oneLook: fewestCasesToProve(maxDrop, alpha),
			twoLooks: fewestCasesToProve(maxDrop, .8 * alpha)
		},
		sight: plans.map(({ plan, looks, variance }) => {
			let { proof, block } = lookLevels(alpha, alpha, looks, !1).looks.at(-1) ?? {
				proof: alpha,
				block: alpha
			};
			return {
				plan,
				looks,
				variance,
				detectable: detectableDrop(variance, units, block, maxDrop),
				casesToProve: casesToProve(variance, maxDrop, proof)
			};
		})
	};
}
// src/gate/inspect-dataset.ts
async function inspectDataset(source, effects) {
	if ("files" in source) return inspect$1(await loadDatasetFiles(source.files, effects), void 0);
	let gate = await loadGate(source.config, effects, { needsTarget: !1 });
	if (gate.dataset === void 0) throw new ProblemError([{
		code: "no-dataset",
		file: source.config,
		message: "`datasets` names no file.",
		fix: "Name a JSONL file or a glob."
	}]);
	let run = gate.dataset.cases.filter(({ draft }) => !draft);
	return await resolveScorers(run, gate.config, gate.scorerFiles), inspect$1(gate.dataset, gate.config);
}
function inspect$1({ cases, version }, config) {
	return {
		facts: datasetFacts(config === void 0 ? cases : selectCases(cases, config.select, config.execution.seed), version, {
			maxDrop: config?.policy.quality.maxDrop ?? .05,
			alpha: Number((1 - (config?.policy.confidence ?? .95)).toFixed(12))
		}),
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
	if (files.length > 0) return inspectDataset({ files }, await openEffects(io.workingDir, io));
	let { config, effects } = await openGate(options.config, io);
	if (config !== void 0) return inspectDataset({ config }, effects);
	throw new ProblemError([{
		code: "no-dataset",
		message: "there is no `llm-o11y.yml` here, and no dataset was named.",
		fix: "Name a JSONL file, or a gate file with `--config`."
	}]);
}
export { checkDatasetFiles, showDatasetStats };
