import { n as deliverVerdict, r as compareRecords } from "./deliver-verdict.js";
import { t as ProblemError } from "./problem.js";
import { n as openGate } from "./open-effects.js";
// src/decide/error-verdict.ts
function errorVerdict(gate, problems) {
	let nothing = {
		planned: 0,
		run: 0,
		scored: 0,
		infra_errors: 0,
		unscored: 0
	}, files = [...new Set(problems.flatMap(({ file }) => file === void 0 ? [] : [file]))], where = files.length === 1 ? ` in \`${files[0] ?? ""}\`` : files.length > 1 ? ` in ${files.length} files` : "";
	return {
		version: 1,
		gate,
		verdict: "error",
		proven: !1,
		title: `The gate could not run: ${problems.length === 1 ? "1 problem" : `${problems.length} problems`}${where}. Nothing was evaluated, $0.00 spent`,
		rules: [],
		arms: {
			baseline: {},
			candidate: {}
		},
		dataset: {
			cases: 0,
			added: [],
			removed: [],
			edited: [],
			critical: 0
		},
		evidence: {
			baseline: nothing,
			candidate: nothing
		},
		failures: {},
		changed: [],
		spend: {
			calls: 0,
			cached: 0
		},
		policy: {
			trusted: !1,
			not_proven: "allow",
			ignored_edits: []
		},
		waivers: [],
		seed: 1,
		problems: [...problems]
	};
}
// src/cli/commands/compare.ts
async function compare(baseline, candidate, options, io) {
	let only = {
		...options.case === void 0 ? {} : { caseId: options.case },
		...options.tag === void 0 ? {} : { tag: options.tag }
	}, verdict = await reach(async () => {
		let { config, effects } = await openGate(options.config, io), request = {
			...config === void 0 ? {} : { config },
			baseline,
			candidate,
			today: io.today,
			...Object.keys(only).length === 0 ? {} : { only }
		};
		return compareRecords(request, effects);
	});
	return deliverVerdict(verdict, options, io);
}
async function reach(decide) {
	try {
		return await decide();
	} catch (error) {
		if (error instanceof ProblemError) return errorVerdict("default", error.problems);
		throw error;
	}
}
export { compare };
