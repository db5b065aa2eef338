import { n as checkDataset, t as datasetFacts } from "./dataset-sight.js";
import { a as selectCases, n as loadGate, t as resolveScorers } from "./resolve-scorers.js";
import { t as ProblemError } from "./problem.js";
// src/gate/inspect-gate-dataset.ts
async function inspectGateDataset(file, effects) {
	let { config, dataset, scorerFiles } = await loadGate(file, effects, { needsTarget: !1 });
	if (dataset === void 0) throw new ProblemError([{
		code: "no-dataset",
		file,
		message: "`datasets` names no file.",
		fix: "Name a JSONL file or a glob."
	}]);
	let { cases, version } = dataset, selected = selectCases(cases, config.select, config.execution.seed);
	await resolveScorers(cases.filter(({ draft }) => !draft), config, scorerFiles);
	let { quality, confidence } = config.policy, tolerance = {
		maxDrop: quality.maxDrop,
		alpha: Number((1 - confidence).toFixed(12))
	};
	return {
		facts: datasetFacts(selected, version, tolerance),
		warnings: checkDataset(cases)
	};
}
export { inspectGateDataset };
