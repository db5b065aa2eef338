import { a as detectableDrop, i as casesToProve, n as lookLevels, o as fewestCasesToProve } from "./load-dataset-files.js";
import { n as formatPlace } from "./problem.js";
import { B as canonicalJson } from "./read-json-lines.js";
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
export { checkDataset as n, datasetFacts as t };
