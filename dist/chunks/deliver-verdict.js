import { r as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import { n as formatPlace, r as formatProblem, t as ProblemError } from "./problem.js";
import { a as fencedBlock, c as join$1, d as preBlock, f as safe, g as xmlText, h as terminalText, i as cut, l as link, m as table, n as codeSpan, o as folded, p as source, r as commitName, s as hiddenMarker, t as breakWorkflowCommands, u as plain } from "./untrusted.js";
import { A as require_lib$9, C as binomialUpper, D as tCdf, E as normalQuantile, F as require_lib$6, I as require_lib$5, L as require_lib$3, M as require_lib$4, N as require_lib$7, O as tQuantile, P as require_lib$10, R as require_lib$12, S as binomialLower, T as normalCdf, _ as casesToProve, a as quoteNames, b as fewestToProveQuantile, c as counted, d as ms, f as percent, g as usd, h as ratio, i as applies, j as require_lib$8, k as require_lib$11, l as integer, m as points, o as lookLevels, p as plainPoints, r as loadGate, s as splitAlpha, t as resolveScorers, u as listed$1, v as detectableDrop, w as chiSquareUpper, x as betaCumulative, z as selectCases } from "./resolve-scorers.js";
import { H as gather, U as orThrow, W as canonicalJson, r as writeUserFile, s as failureModes } from "./open-effects.js";
import { n as readAll, r as mergeRecords } from "./merge-record-files.js";
import { join, relative, resolve } from "node:path";
import { createHash } from "node:crypto";
// src/compare/pair-arms.ts
function pairArms(cases, baseline, candidate) {
	let otherScorers = differ(baseline.scorersHash, candidate.scorersHash);
	return cases.map((it) => {
		let before = baseline.byCaseId.get(it.id), after = candidate.byCaseId.get(it.id), pair = {
			case: it,
			baseline: before?.outcomes ?? [],
			candidate: after?.outcomes ?? []
		};
		return pair.baseline.length === 0 || pair.candidate.length === 0 ? {
			...pair,
			unpaired: "no_line"
		} : differ(before?.caseHash, after?.caseHash) ? {
			...pair,
			unpaired: "other_case"
		} : otherScorers ? {
			...pair,
			unpaired: "other_scorers"
		} : pair;
	});
}
function differ(one, other) {
	return one !== void 0 && other !== void 0 && one !== other;
}
// node_modules/@stdlib/math-base-assert-is-negative-integer/lib/main.js
var require_main$2 = __commonJSMin(((exports, module) => {
	var floor = require_lib$3();
	function isNegativeInteger(x) {
		return floor(x) === x && x < 0;
	}
	module.exports = isNegativeInteger;
})), require_lib$2 = __commonJSMin(((exports, module) => {
	module.exports = require_main$2();
})), require_main$1 = __commonJSMin(((exports, module) => {
	var isNegativeInteger = require_lib$2(), gammaln = require_lib$4();
	function factorialln(x) {
		return isNegativeInteger(x) ? NaN : gammaln(x + 1);
	}
	module.exports = factorialln;
})), require_lib$1 = __commonJSMin(((exports, module) => {
	module.exports = require_main$1();
})), require_main = __commonJSMin(((exports, module) => {
	var isNonNegativeInteger = require_lib$5(), isnan = require_lib$6(), exp = require_lib$7(), fln = require_lib$1(), max = require_lib$8(), min = require_lib$9(), PINF = require_lib$10();
	function pmf(x, N, K, n) {
		var ldenom, lnum, lpmf, maxs, mins;
		return isnan(x) || isnan(N) || isnan(K) || isnan(n) || !isNonNegativeInteger(N) || !isNonNegativeInteger(K) || !isNonNegativeInteger(n) || N === PINF || K === PINF || K > N || n > N ? NaN : (mins = max(0, n + K - N), maxs = min(K, n), isNonNegativeInteger(x) && mins <= x && x <= maxs ? (lnum = fln(n) + fln(K) + fln(N - n) + fln(N - K), ldenom = fln(N) + fln(x) + fln(n - x), ldenom += fln(K - x) + fln(N - K + x - n), lpmf = lnum - ldenom, exp(lpmf)) : 0);
	}
	module.exports = pmf;
})), require_factory = __commonJSMin(((exports, module) => {
	var isNonNegativeInteger = require_lib$5(), isnan = require_lib$6(), constantFunction = require_lib$11(), exp = require_lib$7(), fln = require_lib$1(), max = require_lib$8(), min = require_lib$9(), PINF = require_lib$10();
	function factory(N, K, n) {
		var maxs, mins;
		return isnan(N) || isnan(K) || isnan(n) || !isNonNegativeInteger(N) || !isNonNegativeInteger(K) || !isNonNegativeInteger(n) || N === PINF || K === PINF || K > N || n > N ? constantFunction(NaN) : (mins = max(0, n + K - N), maxs = min(K, n), pmf);
		function pmf(x) {
			var ldenom, lnum, lpmf;
			return isnan(x) ? NaN : isNonNegativeInteger(x) && mins <= x && x <= maxs ? (lnum = fln(n) + fln(K) + fln(N - n) + fln(N - K), ldenom = fln(N) + fln(x) + fln(n - x), ldenom += fln(K - x) + fln(N - K + x - n), lpmf = lnum - ldenom, exp(lpmf)) : 0;
		}
	}
	module.exports = factory;
})), import_lib = __toESM(__commonJSMin(((exports, module) => {
	var setReadOnly = require_lib$12(), main = require_main();
	setReadOnly(main, "factory", require_factory()), module.exports = main;
}))(), 1);
function fisherWorseP(candidateFailures, candidateTrials, baselineFailures, baselineTrials) {
	if (candidateTrials === 0 || baselineTrials === 0) return 1;
	let failures = candidateFailures + baselineFailures, most = Math.min(failures, candidateTrials), p = 0;
	for (let x = candidateFailures; x <= most; x++) p += (0, import_lib.default)(x, candidateTrials + baselineTrials, failures, candidateTrials);
	return Math.min(1, p);
}
function mcNemarMidP(worse, better) {
	let n = worse + better;
	if (n === 0) return 1;
	let most = Math.max(worse, better), atLeast = binomialUpper(most, n, .5), exactly = atLeast - binomialUpper(most + 1, n, .5);
	return Math.min(1, 2 * atLeast - exactly);
}
function stuartMaxwell(table) {
	let at = (i, j) => table[i]?.[j] ?? 0, all = table.map((_, i) => i), kept = all.filter((i) => all.some((j) => j !== i && at(i, j) + at(j, i) > 0)).slice(0, -1);
	if (kept.length === 0) return;
	let rowSum = (i) => all.reduce((sum, j) => sum + at(i, j), 0), columnSum = (i) => all.reduce((sum, j) => sum + at(j, i), 0), shift = kept.map((i) => rowSum(i) - columnSum(i)), solved = solve(kept.map((i) => kept.map((j) => i === j ? rowSum(i) + columnSum(i) - 2 * at(i, i) : -(at(i, j) + at(j, i)))), shift);
	if (solved === void 0) return;
	let chiSquare = shift.reduce((sum, d, i) => sum + d * (solved[i] ?? NaN), 0);
	return {
		chiSquare,
		df: kept.length,
		p: chiSquareUpper(chiSquare, kept.length)
	};
}
function solve(matrix, right) {
	let rows = matrix.map((row, i) => [...row, right[i] ?? NaN]), n = rows.length;
	for (let column = 0; column < n; column++) {
		let best = column;
		for (let i = column; i < n; i++) Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0) && (best = i);
		let pivotRow = rows[best], pivot = pivotRow?.[column] ?? 0;
		if (pivotRow === void 0 || Math.abs(pivot) < 1e-12) return;
		rows[best] = rows[column] ?? pivotRow, rows[column] = pivotRow;
		for (let [i, row] of rows.entries()) {
			if (i === column) continue;
			let factor = (row[column] ?? 0) / pivot;
			for (let j = column; j <= n; j++) row[j] = (row[j] ?? 0) - factor * (pivotRow[j] ?? 0);
		}
	}
	return rows.map((row, i) => (row[n] ?? NaN) / (row[i] ?? NaN));
}
// src/compare/failure-shift.ts
function isMode(mode, wanted) {
	return mode === wanted || mode?.startsWith(`${wanted}/`) === !0;
}
function failureShift(pairs) {
	let shifted = pairs.flatMap((pair) => {
		let before = firstScored(pair.baseline), after = firstScored(pair.candidate);
		return pair.unpaired !== void 0 || before === void 0 || after === void 0 ? [] : [{
			id: pair.case.id,
			before: before.failure,
			after: after.failure
		}];
	}), modes = [...new Set(shifted.flatMap(({ before, after }) => [before, after]))].filter((mode) => mode !== void 0), categories = [void 0, ...modes.toSorted()], test = stuartMaxwell(categories.map((before) => categories.map((after) => shifted.filter((it) => it.before === before && it.after === after).length)));
	return {
		modes: modes.map((mode) => {
			let appeared = shifted.filter(({ before, after }) => after === mode && before !== mode), fixed = shifted.filter(({ before, after }) => before === mode && after !== mode);
			return {
				mode,
				baseline: shifted.filter(({ before }) => before === mode).length,
				candidate: shifted.filter(({ after }) => after === mode).length,
				appeared: appeared.map(({ id }) => id),
				fixed: fixed.map(({ id }) => id),
				midP: mcNemarMidP(appeared.length, fixed.length)
			};
		}).toSorted((a, b) => b.candidate - a.candidate || b.baseline - a.baseline || (a.mode < b.mode ? -1 : 1)),
		...test === void 0 ? {} : { p: test.p }
	};
}
function firstScored(outcomes) {
	return outcomes.find(({ state }) => state === "scored");
}
// src/stats/summaries.ts
function mean(values) {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
function variance(values) {
	if (values.length < 2) return NaN;
	let centre = mean(values);
	return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
function clamp(value, low, high) {
	return Math.min(high, Math.max(low, value));
}
function harrellDavis(values, p) {
	let n = values.length;
	if (n === 0) return NaN;
	let sorted = values.toSorted((a, b) => a - b), a = (n + 1) * p, b = (n + 1) * (1 - p), below = 0, quantile = 0;
	for (let [i, value] of sorted.entries()) {
		let upTo = i === n - 1 ? 1 : betaCumulative((i + 1) / n, a, b);
		quantile += (upTo - below) * value, below = upTo;
	}
	return quantile;
}
// src/stats/paired-bounds.ts
function tangoBounds(worse, better, n, levels) {
	if (!(n >= 2)) return [-1, 1];
	let zProof = normalQuantile(1 - levels.proof), zBlock = normalQuantile(1 - levels.block);
	return [bisect((change) => tangoScore(worse, better, n, change) <= zProof), bisect((change) => tangoScore(worse, better, n, change) <= -zBlock)];
}
function tangoScore(worse, better, n, d) {
	let change = better - worse - n * d, a = 2 * n, b = -better - worse + (2 * n - better + worse) * d, c = -worse * d * (1 - d), variance = n * (2 * ((Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a)) + d * (1 - d));
	return variance > 0 ? change / Math.sqrt(variance) : change === 0 ? 0 : Math.sign(change) * 1e400;
}
function bisect(holds) {
	let low = -1, high = 1;
	if (holds(low)) return low;
	for (let step = 0; step < 80; step++) {
		let middle = (low + high) / 2;
		holds(middle) ? high = middle : low = middle;
	}
	return high;
}
function generalLower(changes, level) {
	let n = changes.length, z = normalQuantile(1 - level), k = z * z / n, m = mean(changes), s = mean(changes.map((d) => d * d)), half = k * (1 + 2 * m);
	return m - (half + Math.sqrt(half * half + 4 * (1 + k) * k * Math.max(0, s - m * m))) / (2 * (1 + k));
}
function generalUpper(changes, level) {
	let { centre, standardError, df } = agrestiMin(changes);
	return centre + tQuantile(1 - level, df) * standardError;
}
function agrestiMin(changes) {
	let size = changes.length + 2, centre = changes.reduce((sum, d) => sum + d, 0) / size, variance = (changes.reduce((sum, d) => sum + d * d, 0) + 1) / size - centre * centre;
	return {
		centre,
		standardError: Math.sqrt(variance / size),
		df: changes.length - 1
	};
}
function generalBounds(worst, best, weights, levels) {
	if (!(worst.length >= 2)) return [-1, 1];
	let largest = weights.reduce((most, w) => Math.max(most, w), 0), scale = largest / mean(weights), scaled = (changes) => changes.map((d, i) => d * (weights[i] ?? 1) / largest);
	return [clamp(scale * generalLower(scaled(worst), levels.proof), -1, 1), clamp(scale * generalUpper(scaled(best), levels.block), -1, 1)];
}
function tangoWorseP(worse, better) {
	let changed = worse + better;
	return changed === 0 ? 1 : normalCdf((better - worse) / Math.sqrt(changed));
}
function generalWorseP(changes) {
	if (!(changes.length >= 2)) return 1;
	let { centre, standardError, df } = agrestiMin(changes);
	return tCdf(centre / standardError, df);
}
// src/compare/group-units.ts
function groupUnits(items, caseOf) {
	let members = new Map();
	for (let item of items) {
		let { group, id } = caseOf(item), key = group === void 0 ? `case ${id}` : `group ${group}`, known = members.get(key);
		known === void 0 ? members.set(key, [item]) : known.push(item);
	}
	return [...members.values()];
}
// src/compare/read-trials.ts
function readTrials(baseline, candidate, limits, readScore) {
	let before = scoredTrials(baseline, readScore).slice(0, limits.baseline), after = scoredTrials(candidate, readScore).slice(0, limits.candidate);
	return {
		baseline: before.slice(0, mostBeside(after.length)),
		candidate: after.slice(0, mostBeside(before.length))
	};
}
function scoredTrials(outcomes, readScore) {
	return outcomes.flatMap((outcome) => {
		let score = readScore(outcome);
		return score === void 0 ? [] : [{
			score,
			cached: outcome.cached
		}];
	});
}
function mostBeside(others) {
	return others <= 1 ? 1 : 2 * others;
}
function firstTrial(outcomes) {
	return outcomes.find(({ state }) => state !== "lost");
}
function pairedChange(pairs, readScore, limitsOf) {
	let changes = pairs.map((pair) => caseChange(pair, readScore, limitsOf(pair))), scored = changes.filter(isPaired).map(({ pair, baseline, candidate }) => ({
		caseId: pair.case.id,
		baseline,
		candidate
	})), units = unitsOf(changes), grouped = units.some(({ size }) => size > 1), binary = changes.every(({ binarySingle }) => binarySingle), withoutLine = changes.filter(({ pair }) => pair.unpaired !== void 0), lost = changes.filter((change) => change.pair.unpaired === void 0 && !isPaired(change)), moved = scored.map(({ candidate, baseline }) => candidate - baseline);
	return {
		cases: pairs.length,
		pairs: scored,
		lost: lost.map(({ pair }) => pair.case.id),
		withoutLine: withoutLine.map(({ pair }) => pair.case.id),
		...scored.length === 0 ? {} : {
			baseline: mean(scored.map(({ baseline }) => baseline)),
			candidate: mean(scored.map(({ candidate }) => candidate)),
			delta: mean(moved)
		},
		worse: scored.filter((_, i) => (moved[i] ?? 0) < -1e-12).map(({ caseId }) => caseId),
		better: scored.filter((_, i) => (moved[i] ?? 0) > 1e-12).map(({ caseId }) => caseId),
		method: binary && !grouped ? "tango" : "general",
		variance: changeVariance(changes),
		usesCache: changes.some(({ usesCache }) => usesCache),
		...freshDelta(changes),
		units
	};
}
function changeBounds(change, levels) {
	let worst = change.units.map((unit) => unit.worst), best = change.units.map((unit) => unit.best);
	if (change.method === "general") return generalBounds(worst, best, change.units.map(({ size }) => size), levels);
	let n = worst.length, [lower] = tangoBounds(count(worst, -1), count(worst, 1), n, levels), [, upper] = tangoBounds(count(best, -1), count(best, 1), n, levels);
	return [lower, upper];
}
function worseP(change) {
	let best = change.units.map((unit) => unit.best);
	return change.method === "tango" ? tangoWorseP(count(best, -1), count(best, 1)) : generalWorseP(best);
}
function count(values, wanted) {
	return values.filter((value) => value === wanted).length;
}
function isPaired(change) {
	return change.pair.unpaired === void 0 && change.baseline !== void 0 && change.candidate !== void 0;
}
function caseChange(pair, readScore, limits) {
	let read = readTrials(pair.baseline, pair.candidate, limits, readScore), fresh = scoredTrials(pair.baseline, readScore).filter(({ cached }) => !cached), all = [...read.baseline, ...read.candidate];
	return {
		pair,
		...read.baseline.length === 0 ? {} : { baseline: mean(read.baseline.map(({ score }) => score)) },
		...read.candidate.length === 0 ? {} : { candidate: mean(read.candidate.map(({ score }) => score)) },
		...fresh.length === 0 ? {} : { fresh: mean(fresh.map(({ score }) => score)) },
		usesCache: read.baseline.some(({ cached }) => cached),
		binarySingle: read.baseline.length <= 1 && read.candidate.length <= 1 && all.every(({ score }) => score === 0 || score === 1)
	};
}
function unitsOf(changes) {
	return groupUnits(changes, ({ pair }) => pair.case).map((unit) => ({
		size: unit.length,
		worst: mean(unit.map(({ baseline, candidate }) => (candidate ?? 0) - (baseline ?? 1))),
		best: mean(unit.map(({ baseline, candidate }) => (candidate ?? 1) - (baseline ?? 0)))
	}));
}
function changeVariance(changes) {
	let units = unitsOf(changes.filter(isPaired)), meanSize = mean(units.map(({ size }) => size)), spread = variance(units.map(({ size, best }) => best * size / meanSize)), least = 1 / (units.length + 2);
	return spread > least ? spread : least;
}
function freshDelta(changes) {
	let paired = changes.filter(isPaired), fresh = paired.flatMap((change) => change.fresh === void 0 ? [] : [change.candidate - change.fresh]);
	return fresh.length === 0 || fresh.length < paired.length ? {} : { freshDelta: mean(fresh) };
}
// src/stats/multiplicity.ts
function benjaminiHochberg(pValues) {
	let m = pValues.length, order = pValues.map((p, i) => ({
		p,
		i
	})).toSorted((a, b) => b.p - a.p), adjusted = Array.from({ length: m }), least = 1;
	for (let [rank, { p, i }] of order.entries()) least = Math.min(least, p * m / (m - rank)), adjusted[i] = least;
	return adjusted;
}
// src/decide/read-scores.ts
function trialLimits({ trials, critical }) {
	let screened = {
		...trials,
		candidate: Math.min(trials.candidate, critical.trials)
	};
	return (pair) => pair.case.critical && !critical.any ? screened : trials;
}
function readQuality(outcome) {
	return outcome.state === "scored" ? outcome.quality : void 0;
}
function readScorer(name) {
	return (outcome) => {
		let score = outcome.scores.get(name);
		return score === void 0 ? outcome.failure === "app_error" ? 0 : void 0 : score.scored ? score.value : void 0;
	};
}
function readMode(mode) {
	return (outcome) => outcome.state === "scored" ? +!isMode(outcome.failure, mode) : void 0;
}
function withTag(pairs, tag) {
	return pairs.filter((pair) => pair.case.tags.includes(tag));
}
function isOver(over, limit) {
	return over > limit + 1e-12;
}
function silentRule(id, blocking, message, extra = {}) {
	return {
		id,
		blocking,
		takesShare: !1,
		decide: () => ({
			rule: id,
			status: blocking ? "inconclusive" : "not_applicable",
			message,
			...extra
		})
	};
}
// src/decide/score-change-rule.ts
function planScoreChange(spec) {
	return {
		id: spec.id,
		blocking: spec.blocking,
		takesShare: spec.blocking && spec.change.cases > 0,
		decide: (levels) => decideScoreChange(spec, levels)
	};
}
function decideScoreChange(spec, levels) {
	let { change, maxDrop } = spec, base = {
		rule: spec.id,
		status: "inconclusive",
		...spec.blocking ? {} : { advisory: !0 },
		levels,
		limit: { [spec.limitKey]: maxDrop },
		n: change.cases,
		message: ""
	};
	if (change.cases === 0) {
		let interval = [-1, 1];
		return {
			...base,
			interval,
			message: `${spec.label}: no case serves this rule, so nothing can be said.`
		};
	}
	let [lower, upper] = changeBounds(change, levels), figures = {
		...base,
		interval: [lower, upper],
		method: change.method,
		worse: change.worse.length,
		better: change.better.length
	}, delta = change.delta;
	if (change.baseline === void 0 || change.candidate === void 0 || delta === void 0 || Number.isNaN(delta)) return {
		...figures,
		message: `${spec.label}: no case was scored on both arms.`
	};
	let turned = spec.limitKey === "max_increase", beyond = isOver(-delta, maxDrop), proven = beyond ? upper < 0 : lower > -maxDrop, provenOnFresh = !beyond || !proven || confirmedByFresh(change, maxDrop), measured = {
		...figures,
		measured: beyond ? "beyond" : "within",
		proven: proven && provenOnFresh,
		baseline: turned ? 1 - change.baseline : change.baseline,
		candidate: turned ? 1 - change.candidate : change.candidate,
		delta,
		detectable: detectableDrop(change.variance, change.units.length, levels.block, maxDrop),
		...provable(change, maxDrop, levels),
		...change.worse.length > 0 ? { cases: [...change.worse] } : {}
	}, missing = missingSentence(spec);
	if (missing !== void 0) return {
		...measured,
		status: "inconclusive",
		proven: !1,
		message: missing
	};
	let status = beyond ? proven && provenOnFresh ? "fail" : "not_proven" : within(spec, proven), decided = {
		...measured,
		status
	};
	return {
		...decided,
		message: sentence$1(spec, decided, [lower, upper], proven && !provenOnFresh)
	};
}
function within(spec, proven) {
	return proven || !spec.needsProof ? "pass" : "not_proven";
}
function confirmedByFresh(change, maxDrop) {
	return !change.usesCache || change.freshDelta !== void 0 && change.freshDelta < -maxDrop / 2;
}
function provable(change, maxDrop, levels) {
	let cases = casesToProve(change.variance, maxDrop, levels.proof);
	return Number.isFinite(cases) ? { cases_to_prove: cases } : {};
}
function missingSentence({ label, change, maxMissing }) {
	if (change.withoutLine.length > 0) return `${label}: ${counted(change.withoutLine.length, "case")} of ${change.cases} cannot be compared (${listed$1(change.withoutLine)}).`;
	if (isOver(change.lost.length / change.cases, maxMissing)) return `${label}: ${change.lost.length} of ${counted(change.cases, "case")} lost their score on an arm, more than ${percent(maxMissing)}.`;
}
function sentence$1(spec, rule, [lower, upper], onlyCached) {
	let { label, change, maxDrop } = spec, from = `${percent(rule.baseline ?? NaN)} → ${percent(rule.candidate ?? NaN)}`, on = counted(change.pairs.length, "case"), sign = spec.limitKey === "max_increase" ? -1 : 1, moved = points(sign * (rule.delta ?? NaN)), cases = `${counted(change.worse.length, "case")} got worse, ${change.better.length} better.`, tolerance = plainPoints(maxDrop);
	if (onlyCached) return `${label} ${from} on ${on}, but only against cached baseline trials: ${moved} points is not a verdict until fresh baseline trials confirm it. ${cases}`;
	if (rule.status === "fail") return `${label} regressed: ${from} on ${on}: ${moved} points, at best ${points(sign * upper)}; ${tolerance} tolerated. ${cases}`;
	if (rule.measured === "beyond") return `${label} measured ${moved} points (${from} on ${on}), not proven: at worst ${points(sign * lower)}, at best ${points(sign * upper)}; ${tolerance} tolerated. ${cases}`;
	if (rule.proven === !0) return `${label} ${lower > 0 ? "improved, proven" : `no worse than ${tolerance} points, proven`}: ${moved} points, at worst ${points(sign * lower)}; ${on}. ${cases}`;
	let sure = upper < 0 ? " It is worse, within the tolerance." : "";
	return `${label} ${moved} points (${from}), within ${tolerance}. ${on} rule out a drop beyond ${plainPoints(lower)}.${sure} ${cases}`;
}
// src/decide/advisory-rules.ts
function adviseSlices(pairs, policy, levels) {
	let limitsOf = trialLimits(policy), slices = [...new Set(pairs.flatMap((pair) => pair.case.tags))].toSorted().filter((tag) => policy.slices[tag] === void 0).map((tag) => ({
		tag,
		change: pairedChange(withTag(pairs, tag), readQuality, limitsOf)
	})), adjusted = benjaminiHochberg(slices.map(({ change }) => worseP(change)));
	return slices.map(({ tag, change }, i) => {
		let rule = decideScoreChange({
			id: `slice:${tag}`,
			label: `Slice \`${tag}\``,
			change,
			maxDrop: policy.quality.maxDrop,
			limitKey: "max_drop",
			blocking: !1,
			needsProof: !1,
			maxMissing: policy.maxMissing
		}, levels);
		return rule.status === "fail" && !((adjusted[i] ?? 1) <= levels.block) ? {
			...rule,
			status: "not_proven",
			proven: !1
		} : rule;
	});
}
function adviseModes(pairs, policy, levels) {
	let limitsOf = trialLimits(policy), { modes } = failureShift(pairs);
	return modes.filter(({ mode }) => policy.failures[mode] === void 0).map(({ mode, baseline, candidate, midP }) => {
		let change = pairedChange(pairs, readMode(mode), limitsOf), [lower, upper] = changeBounds(change, levels);
		return {
			rule: `failure:${mode}`,
			status: "not_applicable",
			advisory: !0,
			...change.baseline === void 0 || change.candidate === void 0 ? {} : {
				baseline: 1 - change.baseline,
				candidate: 1 - change.candidate
			},
			...change.delta === void 0 ? {} : { delta: change.delta },
			interval: [lower, upper],
			levels,
			n: change.cases,
			method: change.method,
			message: `Failures by \`${mode}\`: ${baseline} → ${candidate} cases (McNemar mid-p ${midP.toPrecision(2)}); the policy does not name this mode.`
		};
	});
}
// src/decide/apply-waivers.ts
const unwaivable = new Set(["evidence", "judge"]);
function applyWaivers(rules, waivers, today) {
	let live = waivers.filter(({ expires }) => expires >= today), waived = rules.map((rule) => {
		let waiver = live.find((candidate) => covers(candidate, rule));
		return waiver === void 0 ? rule : {
			...rule,
			waived: waiver.id
		};
	}), used = new Set(waived.map((rule) => rule.waived));
	return {
		rules: waived,
		waivers: waivers.map(({ id, rule, cases, reason, approvedBy, expires }) => ({
			id,
			rule,
			...cases === void 0 ? {} : { cases: [...cases] },
			reason,
			approved_by: approvedBy,
			expires,
			state: used.has(id) ? "used" : expires >= today ? "unused" : "expired"
		}))
	};
}
function covers(waiver, rule) {
	if (waiver.rule !== rule.rule || unwaivable.has(rule.rule) || rule.advisory === !0 || rule.status === "pass" || rule.status === "not_applicable") return !1;
	if (waiver.cases === void 0) return !0;
	let named = rule.cases ?? [];
	return named.length > 0 && named.every((id) => waiver.cases?.includes(id));
}
// src/decide/changed-cases.ts
function changedCases(quality, pairs) {
	let byId = new Map(pairs.map((pair) => [pair.case.id, pair])), moved = new Set([...quality.worse, ...quality.better]), changed = quality.pairs.filter(({ caseId }) => moved.has(caseId)), isCritical = (id) => byId.get(id)?.case.critical === !0;
	return changed.map(({ caseId, baseline, candidate }) => {
		let failure = byId.get(caseId)?.candidate.find((outcome) => outcome.passed === !1)?.failure;
		return {
			case: caseId,
			baseline,
			candidate,
			...failure === void 0 ? {} : { failure },
			...isCritical(caseId) ? { critical: !0 } : {}
		};
	}).toSorted((a, b) => Number(isCritical(b.case)) - Number(isCritical(a.case)) || a.candidate - a.baseline - (b.candidate - b.baseline) || (a.case < b.case ? -1 : 1));
}
// src/decide/evidence-rule.ts
function countEvidence(pairs, arm, run) {
	let outcomes = pairs.map((pair) => pair[arm]).filter((it) => it.length > 0), scored = outcomes.filter((it) => it.some(({ state }) => state === "scored")).length, lost = outcomes.filter((it) => it.every(({ state }) => state === "lost")).length;
	return {
		planned: Math.max(pairs.length, plannedCases$1(run)),
		run: outcomes.length,
		scored,
		infra_errors: lost,
		unscored: outcomes.length - scored - lost
	};
}
function plannedCases$1({ planned, end }) {
	return end?.reason === "look" || end?.reason === "early_stop" ? end.cases : planned.cases;
}
const endings = {
	budget: "reached its budget",
	deadline: "reached its deadline",
	signal: "was stopped by a signal",
	outage: "was ended by an outage at the provider"
};
function decideEvidence(pairs, quality, runs, policy) {
	let gaps = [
		...pairs.length === 0 ? ["There is no case to decide on."] : [],
		...armGaps(pairs, "baseline", runs.baseline),
		...armGaps(pairs, "candidate", runs.candidate),
		...unpairedGaps(pairs),
		...lostGap(pairs, quality, policy.maxMissing),
		...pairs.length > 0 && quality.pairs.length < policy.minCases ? [`${counted(quality.pairs.length, "case")} scored on both arms, and \`min_cases\` asks for ${policy.minCases}.`] : []
	], without = [...quality.withoutLine, ...quality.lost];
	return {
		rule: "evidence",
		status: gaps.length === 0 ? "pass" : "inconclusive",
		n: pairs.length,
		message: gaps.length === 0 ? `${counted(pairs.length, "case")} planned, run and scored on both arms${lostNote(quality)}.` : gaps.join(" "),
		...gaps.length > 0 && without.length > 0 ? { cases: without } : {}
	};
}
function lostNote({ lost }) {
	return lost.length === 0 ? "" : `, but for ${counted(lost.length, "case")} lost on an arm (${listed$1(lost)})`;
}
function armGaps(pairs, arm, run) {
	let ending = run.end === void 0 ? void 0 : endings[run.end.reason], absent = pairs.filter((pair) => pair[arm].length === 0).map((pair) => pair.case.id), notThere = Math.max(absent.length, plannedCases$1(run) - run.casesRun), trials = run.planned.trials ?? 1, short = pairs.filter((pair) => pair[arm].length > 0 && pair[arm].length < trials).map((pair) => pair.case.id), named = absent.length > 0 ? ` (${listed$1(absent)})` : "";
	return [
		...ending === void 0 ? [] : [`The ${arm} run ${ending} after ${counted(run.end?.cases ?? 0, "case")}.`],
		...notThere > 0 ? [`${counted(notThere, "planned case")} ${notThere === 1 ? "has" : "have"} no ${arm} result${named}.`] : [],
		...short.length > 0 ? [`${counted(short.length, "case")} ${short.length === 1 ? "has" : "have"} fewer than the ${trials} planned ${arm} trials (${listed$1(short)}).`] : []
	];
}
function unpairedGaps(pairs) {
	let other = pairs.filter(({ unpaired }) => unpaired === "other_case").map((pair) => pair.case.id), scorers = pairs.some(({ unpaired }) => unpaired === "other_scorers");
	return [...other.length > 0 ? [`${counted(other.length, "case")} ran in another version on each arm (${listed$1(other)}).`] : [], ...scorers ? ["The two records were scored by different scorers, so no case pairs."] : []];
}
function lostGap(pairs, { lost, cases }, maxMissing) {
	if (!isOver(lost.length / cases, maxMissing)) return [];
	let lostOn = (arm) => pairs.filter((pair) => pair[arm].length > 0 && pair[arm].every(({ state }) => state === "lost")).length, unscored = (arm) => pairs.filter((pair) => pair[arm].some(({ state }) => state === "unscored") && pair[arm].every(({ state }) => state !== "scored")).length;
	return [`${[
		[lostOn("candidate"), "of the candidate's cases failed at the provider"],
		[lostOn("baseline"), "of the baseline's cases failed at the provider"],
		[unscored("candidate"), "of the candidate's cases have no score"],
		[unscored("baseline"), "of the baseline's cases have no score"]
	].filter(([count]) => count > 0).map(([count, what]) => `${percent(count / cases)} ${what}`).join(", ")}; ${percent(maxMissing)} may be missing.`];
}
// src/compare/figures.ts
function armFigures(pairs, arm, figure) {
	let known = pairs.map((pair) => readFigure(pair[arm], figure)), values = known.filter((value) => value !== void 0);
	return {
		values,
		unknown: known.length - values.length,
		withoutLine: pairs.filter((pair) => pair[arm].length === 0).map((pair) => pair.case.id)
	};
}
function pairedFigures(pairs, figure) {
	let both = pairs.flatMap((pair) => {
		let baseline = readFigure(pair.baseline, figure), candidate = readFigure(pair.candidate, figure);
		return pair.unpaired !== void 0 || baseline === void 0 || candidate === void 0 ? [] : [{
			baseline,
			candidate
		}];
	});
	return {
		baseline: both.map(({ baseline }) => baseline),
		candidate: both.map(({ candidate }) => candidate),
		unknown: pairs.length - both.length,
		withoutLine: pairs.filter(({ unpaired }) => unpaired !== void 0).map((pair) => pair.case.id),
		cached: pairs.some(({ baseline, candidate }) => firstTrial(baseline)?.cached === !0 || firstTrial(candidate)?.cached === !0)
	};
}
function readFigure(outcomes, figure) {
	let first = firstTrial(outcomes);
	return first === void 0 ? void 0 : figure(first);
}
// src/compare/first-scores.ts
function firstScores(pairs, readScore) {
	let first = (pair, arm) => {
		let trial = firstTrial(pair[arm]);
		return trial === void 0 ? void 0 : readScore(trial);
	}, cases = pairs.map((pair) => ({
		pair,
		candidate: first(pair, "candidate")
	})), after = cases.map(({ candidate }) => candidate).filter((score) => score !== void 0), before = pairs.map((pair) => first(pair, "baseline")).filter((score) => score !== void 0);
	return {
		cases,
		...before.length === 0 ? {} : { baseline: mean(before) },
		...after.length === 0 ? {} : { candidate: mean(after) },
		unknown: cases.length - after.length,
		withoutLine: pairs.filter((pair) => pair.candidate.length === 0).length
	};
}
function firstScoreBounds({ cases }, min, levels) {
	let units = groupUnits(cases, ({ pair }) => pair.case), distance = (lost) => units.map((unit) => mean(unit.map(({ candidate }) => (candidate ?? lost) - min))), sizes = units.map((unit) => unit.length), [lower, upper] = generalBounds(distance(0), distance(1), sizes, levels);
	return [lower + min, upper + min];
}
// src/decide/critical-rule.ts
function planCritical(pairs, policy) {
	let critical = pairs.filter((pair) => pair.case.critical);
	return critical.length === 0 ? {
		id: "critical",
		blocking: !1,
		takesShare: !1,
		decide: () => ({
			rule: "critical",
			status: "not_applicable",
			message: "No case is critical."
		})
	} : {
		id: "critical",
		blocking: !0,
		takesShare: !0,
		decide: ({ block, proof }) => {
			let flagged = critical.filter((pair) => isFlagged(pair, policy)).length, level = block / Math.max(1, flagged);
			return describe(critical.map((pair) => judgeCase(pair, policy, level)), policy, {
				proof,
				block: level
			});
		}
	};
}
function scored(outcomes) {
	return outcomes.filter(({ state, passed }) => state === "scored" && passed !== void 0);
}
function failures(outcomes) {
	return outcomes.filter(({ passed }) => passed === !1).length;
}
function isFlagged(pair, policy) {
	let screened = scored(pair.candidate).slice(0, policy.any ? void 0 : policy.trials);
	return pair.unpaired === void 0 && failures(screened) > 0;
}
function judgeCase(pair, policy, level) {
	let id = pair.case.id, candidate = scored(pair.candidate), baseline = scored(pair.baseline);
	if (pair.unpaired !== void 0 || candidate.length === 0) return {
		id,
		state: "no_evidence",
		counts: "no result"
	};
	if (!isFlagged(pair, policy)) return {
		id,
		state: "passing"
	};
	if (policy.any) return {
		id,
		state: "broken",
		counts: `${failures(candidate)} of ${candidate.length} trials fail`
	};
	let confirmation = candidate.slice(policy.trials, policy.trials + policy.confirm), before = failures(baseline), counts = `${failures(confirmation)} of ${confirmation.length} trials fail, baseline ${before} of ${baseline.length}`;
	if (fisherWorseP(failures(confirmation), confirmation.length, before, baseline.length) <= level) return {
		id,
		state: "broken",
		counts
	};
	if (before > baseline.length / 2) return {
		id,
		state: "already_failing",
		counts
	};
	if (confirmation.length >= policy.confirm && baseline.length > 0) return {
		id,
		state: "flaky",
		counts
	};
	let needed = policy.trials + policy.confirm;
	return {
		id,
		state: "no_evidence",
		counts: `fails, and has ${candidate.length} of the ${needed} trials that decide`
	};
}
function describe(findings, policy, levels) {
	let of = (state) => findings.filter((finding) => finding.state === state), broken = of("broken"), open = of("no_evidence"), status = broken.length > 0 ? "fail" : open.length > 0 ? "inconclusive" : "pass", named = status === "fail" ? broken : open, notes = [
		...broken.map(({ id, counts }) => `\`${id}\` broke: ${counts}.`),
		...open.map(({ id, counts }) => `\`${id}\`: ${counts}.`),
		...of("flaky").map(({ id, counts }) => `\`${id}\` is flaky: ${counts}.`),
		...of("already_failing").map(({ id }) => `\`${id}\` was already failing.`)
	], shown = notes.slice(0, 5).join(" "), more = notes.length > 5 ? ` And ${notes.length - 5} more.` : "", deterministic = policy.any ? " `any` is on: the first failure blocks, whatever the baseline did." : "", clean = status === "pass" && notes.length === 0 ? `${counted(findings.length, "critical case")}, none broken.` : "", lead = status === "fail" ? `${counted(broken.length, "critical case")} broke (${listed$1(broken.map(({ id }) => id))}): ` : "";
	return {
		rule: "critical",
		status,
		...status === "inconclusive" ? {} : {
			measured: status === "fail" ? "beyond" : "within",
			proven: status === "fail" && !policy.any
		},
		baseline: findings.length - of("already_failing").length,
		candidate: of("passing").length + of("flaky").length,
		levels,
		limit: policy.any ? { any: !0 } : {
			trials: policy.trials,
			confirm: policy.confirm
		},
		n: findings.length,
		method: policy.any ? "any" : "fisher",
		message: `${lead}${clean}${shown}${more}${deterministic}`,
		...named.length > 0 ? { cases: named.map(({ id }) => id) } : {}
	};
}
function geometricRatio(baseline, candidate, levels) {
	let logs = candidate.map((value, i) => Math.log(value / (baseline[i] ?? NaN))), centre = mean(logs), n = logs.length;
	if (n < 2) return {
		ratio: Math.exp(centre),
		lower: Math.exp(-700),
		upper: Math.exp(700)
	};
	let standardError = Math.sqrt(variance(logs) / n), reach = (level) => Math.min(700, tQuantile(1 - level, n - 1) * standardError);
	return {
		ratio: Math.exp(centre),
		lower: Math.exp(centre - reach(levels.block)),
		upper: Math.exp(centre + reach(levels.proof))
	};
}
function fiellerRatio(baseline, candidate, levels) {
	let ratio = mean(candidate) / mean(baseline), lower = fiellerRoots(baseline, candidate, levels.block)?.[0], upper = fiellerRoots(baseline, candidate, levels.proof)?.[1];
	return {
		ratio,
		...lower === void 0 ? {} : { lower },
		...upper === void 0 ? {} : { upper }
	};
}
function fiellerRoots(baseline, candidate, level) {
	let n = baseline.length;
	if (n < 2) return;
	let b = mean(baseline), c = mean(candidate), covariance = candidate.reduce((sum, value, i) => sum + (value - c) * ((baseline[i] ?? NaN) - b), 0) / (n - 1), t2 = tQuantile(1 - level, n - 1) ** 2 / n, a2 = b * b - t2 * variance(baseline);
	if (!(a2 > 0)) return;
	let a1 = b * c - t2 * covariance, a0 = c * c - t2 * variance(candidate), root = Math.sqrt(Math.max(0, a1 * a1 - a2 * a0));
	return [(a1 - root) / a2, (a1 + root) / a2];
}
function meanBounds(values, levels) {
	let centre = mean(values), n = values.length;
	if (n < 2) return { mean: centre };
	let standardError = Math.sqrt(variance(values) / n);
	return {
		mean: centre,
		lower: centre - tQuantile(1 - levels.block, n - 1) * standardError,
		upper: centre + tQuantile(1 - levels.proof, n - 1) * standardError
	};
}
// src/decide/ratio-rules.ts
function planLatencyDelta(spec) {
	return spec.figures.cached ? {
		id: spec.id,
		blocking: spec.maxRatio !== void 0,
		takesShare: !1,
		decide: () => ({
			rule: spec.id,
			status: "not_applicable",
			message: `${spec.label}: some first trials came from the cache, and a cached latency is never compared.`
		})
	} : planRatio(spec, geometricRatio, "log_ratio_t", geometricMean);
}
function planCostDelta(spec) {
	return planRatio(spec, fiellerRatio, "fieller", mean);
}
function geometricMean(values) {
	return Math.exp(mean(values.map(Math.log)));
}
function planRatio(spec, bound, method, summarise) {
	let { id, label, figures, maxRatio, maxMissing } = spec, blocking = maxRatio !== void 0, n = figures.baseline.length, all = n + figures.unknown;
	return figures.withoutLine.length > 0 || all === 0 || isOver(figures.unknown / all, maxMissing) ? silentRule(id, blocking, `${label} is unknown on one arm for ${figures.unknown} of ${counted(all, "case")}, so the arms cannot be compared.`) : {
		id,
		blocking,
		takesShare: blocking,
		decide: (levels) => {
			let { ratio: measured, lower, upper } = bound(figures.baseline, figures.candidate, levels);
			if (!Number.isFinite(measured) || measured < 0) {
				let message = `${label}: the baseline's is 0, so there is no ratio.`;
				return {
					rule: id,
					status: blocking ? "inconclusive" : "not_applicable",
					levels,
					n,
					message
				};
			}
			let base = {
				rule: id,
				status: "not_applicable",
				baseline: summarise(figures.baseline),
				candidate: summarise(figures.candidate),
				delta: measured - 1,
				levels,
				n,
				method,
				...lower === void 0 || upper === void 0 ? {} : { interval: [upper - 1, lower - 1] },
				message: `${label} ${ratio(measured)}; no limit in the policy.`
			};
			if (maxRatio === void 0) return {
				...base,
				advisory: !0
			};
			let beyond = isOver(measured, maxRatio), proven = beyond ? lower !== void 0 && lower > 1 : upper !== void 0 && upper <= maxRatio, sure = proven ? "proven" : beyond ? "not proven" : "measured";
			return {
				...base,
				status: beyond ? proven ? "fail" : "not_proven" : "pass",
				measured: beyond ? "beyond" : "within",
				proven,
				limit: { max_ratio: maxRatio },
				message: beyond ? `${label} ${ratio(measured)} is over ${ratio(maxRatio)} (${sure}).` : `${label} ${ratio(measured)}, within ${ratio(maxRatio)} (${sure}).`
			};
		}
	};
}
// src/decide/slo-rules.ts
const quantile = .95, shareOver = .050000000000000044;
function planP95Slo(spec, limitKey) {
	return planSlo(spec, (limit, levels) => {
		let values = spec.candidate.values, n = values.length, over = values.filter((value) => value > limit).length, beyond = isOver(over / n, shareOver), proven = beyond ? binomialUpper(over, n, shareOver) <= levels.block : binomialLower(over, n, shareOver) <= levels.proof, enough = fewestToProveQuantile(quantile, levels.proof), howSure = proven ? "proven" : `measured; proof needs ${enough} requests with none over`;
		return {
			...figuresOf(spec, (known) => harrellDavis(known, quantile)),
			limit: { [limitKey]: limit },
			method: "binomial",
			over,
			beyond,
			proven,
			message: beyond ? `${spec.label} over ${ms(limit)}: ${over} of ${counted(n, "request")} are over, 5% may be (${proven ? "proven" : "not proven"}).${alreadyMissed(spec, limit)}` : `${spec.label} within ${ms(limit)}: ${over} of ${counted(n, "request")} over (${howSure}).`
		};
	});
}
function alreadyMissed({ baseline }, limit) {
	let over = baseline.values.filter((value) => value > limit).length;
	return isOver(over / baseline.values.length, shareOver) ? " Over its SLO, as it already was before this change." : "";
}
function planCostSlo(spec) {
	return planSlo(spec, (limit, levels) => {
		let bounds = meanBounds(spec.candidate.values, levels), beyond = isOver(bounds.mean, limit), proven = beyond ? bounds.lower !== void 0 && isOver(bounds.lower, limit) : bounds.upper !== void 0 && bounds.upper <= limit, before = spec.baseline.values.length > 0 && isOver(mean(spec.baseline.values), limit);
		return {
			...figuresOf(spec, mean),
			limit: { per_request_usd: limit },
			method: "t",
			...bounds.lower === void 0 || bounds.upper === void 0 ? {} : { interval: [bounds.upper, bounds.lower] },
			beyond,
			proven,
			message: beyond ? `Cost per request ${usd(bounds.mean)} is over ${usd(limit)} (${proven ? "proven" : "not proven"}).${before ? " Over its SLO, as it already was before this change." : ""}` : `Cost per request ${usd(bounds.mean)} within ${usd(limit)} (${proven ? "proven" : "measured"}).`
		};
	});
}
function planQualitySlo(id, label, scores, min, maxMissing) {
	return min === void 0 ? silentRule(id, !1, `${label}: no \`min\` in the policy.`) : scores.cases.length === 0 ? silentRule(id, !0, `${label}: no case serves this rule.`, { limit: { min } }) : {
		id,
		blocking: !0,
		takesShare: !0,
		decide: (levels) => decideQualitySlo(id, label, scores, min, maxMissing, levels)
	};
}
function decideQualitySlo(id, label, scores, min, maxMissing, levels) {
	let { baseline, candidate } = scores, n = scores.cases.length, [lower, upper] = firstScoreBounds(scores, min, levels), figures = {
		rule: id,
		status: "inconclusive",
		...baseline === void 0 ? {} : { baseline },
		levels,
		limit: { min },
		n,
		interval: [lower, upper],
		method: "general",
		message: `${label}: no candidate output was scored.`
	};
	if (candidate === void 0) return figures;
	let beyond = isOver(min, candidate), proven = beyond ? upper < min : lower >= min, measured = {
		...figures,
		measured: beyond ? "beyond" : "within",
		candidate
	};
	if (scores.withoutLine > 0 || isOver(scores.unknown / n, maxMissing)) {
		let message = `${label}: ${scores.unknown} of ${counted(n, "case")} have no score.`;
		return {
			...measured,
			proven: !1,
			message
		};
	}
	let sure = proven ? "proven" : beyond ? "not proven" : "measured", already = baseline !== void 0 && isOver(min, baseline) ? " It was already below before this change." : "";
	return {
		...measured,
		proven,
		status: beyond ? proven ? "fail" : "not_proven" : "pass",
		message: beyond ? `${label} ${percent(candidate)} is below ${percent(min)} (${sure}).${already}` : `${label} ${percent(candidate)}, at least ${percent(min)} (${sure}).`
	};
}
function planSlo(spec, find) {
	let { id, label, candidate, limit, maxMissing } = spec, all = candidate.values.length + candidate.unknown;
	if (limit === void 0) {
		let known = figuresOf(spec, (values) => id === "cost_slo" ? mean(values) : harrellDavis(values, quantile)), shown = known.candidate === void 0 ? {} : {
			advisory: !0,
			...known
		};
		return silentRule(id, !1, `${label}: no limit in the policy.`, shown);
	}
	return all === 0 ? silentRule(id, !0, `${label}: there is no case.`) : candidate.withoutLine.length > 0 || isOver(candidate.unknown / all, maxMissing) ? silentRule(id, !0, `${label} is unknown for ${candidate.unknown} of ${counted(all, "case")}, so its limit cannot be checked.`) : {
		id,
		blocking: !0,
		takesShare: !0,
		decide: (levels) => {
			let { beyond, ...finding } = find(limit, levels);
			return {
				rule: id,
				status: beyond ? finding.proven === !0 ? "fail" : "not_proven" : "pass",
				measured: beyond ? "beyond" : "within",
				levels,
				...finding
			};
		}
	};
}
function figuresOf({ baseline, candidate }, summarise) {
	return {
		...baseline.values.length === 0 ? {} : { baseline: summarise(baseline.values) },
		...candidate.values.length === 0 ? {} : { candidate: summarise(candidate.values) },
		n: candidate.values.length
	};
}
// src/decide/plan-rules.ts
function planRules(input, quality) {
	let { policy, pairs } = input, limitsOf = trialLimits(policy), { maxMissing } = policy, slo = (id, label, figure, limit) => ({
		id,
		label,
		baseline: armFigures(pairs, "baseline", figure),
		candidate: armFigures(pairs, "candidate", figure),
		...limit === void 0 ? {} : { limit },
		maxMissing
	}), ratio = (id, label, figure, maxRatio) => ({
		id,
		label,
		figures: pairedFigures(pairs, figure),
		...maxRatio === void 0 ? {} : { maxRatio },
		maxMissing
	}), latency = (outcome) => outcome.latencyMs, firstToken = (outcome) => outcome.ttftMs, cost = (outcome) => outcome.costUsd, change = (id, label, measured, maxDrop, limitKey) => planScoreChange({
		id,
		label,
		change: measured,
		maxDrop,
		limitKey,
		blocking: !0,
		needsProof: !1,
		maxMissing
	});
	return {
		critical: planCritical(pairs, policy.critical),
		quality: planScoreChange({
			id: "quality",
			label: "Quality",
			change: quality,
			maxDrop: policy.quality.maxDrop,
			limitKey: "max_drop",
			blocking: !0,
			needsProof: !0,
			maxMissing
		}),
		others: [
			planQualitySlo("quality_slo", "Quality", firstScores(pairs, readQuality), policy.quality.min, maxMissing),
			planP95Slo(slo("latency_slo", "p95 latency", latency, policy.latency.p95Ms), "p95_ms"),
			planP95Slo(slo("ttft_slo", "p95 time to first token", firstToken, policy.latency.ttftP95Ms), "ttft_p95_ms"),
			planLatencyDelta(ratio("latency_delta", "Typical latency", latency, policy.latency.maxRatio)),
			planCostSlo(slo("cost_slo", "Cost per request", cost, policy.cost.perRequestUsd)),
			planCostDelta(ratio("cost_delta", "Cost", cost, policy.cost.maxRatio)),
			...input.scorers.flatMap((scorer) => planScorer(input, scorer)),
			...Object.entries(policy.failures).map(([mode, { maxIncrease }]) => change(`failure:${mode}`, `Failures by \`${mode}\``, pairedChange(pairs, readMode(mode), limitsOf), maxIncrease, "max_increase")),
			...Object.entries(policy.slices).map(([tag, { maxDrop }]) => change(`slice:${tag}`, `Slice \`${tag}\``, pairedChange(withTag(pairs, tag), readQuality, limitsOf), maxDrop, "max_drop"))
		]
	};
}
function planScorer(input, scorer) {
	let { policy, scorers } = input, limitsOf = trialLimits(policy), { name, maxDrop, min, type } = scorer, ids = input.caseIdsByScorer.get(name), pairs = input.pairs.filter((pair) => ids?.has(pair.case.id) === !0), decidesLater = type === "judge" || type === "pairwise" || type === "command" || type === "module", blocking = maxDrop !== void 0 && !decidesLater, showsAlone = scorers.length === 1 && !blocking, label = `Scorer \`${name}\``;
	return [...showsAlone ? [] : [planScoreChange({
		id: `scorer:${name}`,
		label,
		change: pairedChange(pairs, readScorer(name), limitsOf),
		maxDrop: maxDrop ?? policy.quality.maxDrop,
		limitKey: "max_drop",
		blocking,
		needsProof: !1,
		maxMissing: policy.maxMissing
	})], ...min === void 0 || decidesLater ? [] : [planQualitySlo(`scorer_slo:${name}`, label, firstScores(pairs, readScorer(name)), min, policy.maxMissing)]];
}
// src/decide/reach-verdict.ts
function decides(rule) {
	return rule.advisory !== !0 && rule.waived === void 0;
}
function conclude(rules, notProven) {
	let speaking = rules.filter(decides).toSorted((a, b) => weight(a) - weight(b)), failed = speaking.filter(({ status }) => status === "fail");
	if (failed.length > 0) return {
		verdict: "fail",
		proven: !0,
		because: "fail",
		deciding: failed
	};
	let silent = speaking.filter(({ status }) => status === "inconclusive");
	if (silent.length > 0) return {
		verdict: "inconclusive",
		proven: !1,
		because: "evidence",
		deciding: silent
	};
	let open = speaking.filter(({ status }) => status === "not_proven"), beyond = open.filter(({ measured }) => measured !== "within");
	return beyond.length > 0 ? {
		verdict: "inconclusive",
		proven: !1,
		because: "cannot_tell",
		deciding: beyond
	} : open.length === 0 ? {
		verdict: "pass",
		proven: !0,
		because: "proven",
		deciding: []
	} : notProven === "block" ? {
		verdict: "inconclusive",
		proven: !1,
		because: "not_proven",
		deciding: open
	} : {
		verdict: "pass",
		proven: !1,
		because: "no_regression",
		deciding: open
	};
}
function weight({ rule }) {
	return rule === "evidence" ? 0 : rule === "dataset" || rule === "critical" ? 1 : rule.endsWith("_slo") ? 2 : rule === "quality" ? 3 : 4;
}
function exitCode(verdict) {
	switch (verdict.verdict) {
		case "pass": return 0;
		case "fail": return 1;
		case "error": return 2;
		case "inconclusive": return verdict.policy.not_proven === "allow" && conclude(verdict.rules, "allow").because === "cannot_tell" ? 0 : 3;
	}
}
// src/decide/title.ts
function writeTitle(conclusion, rules) {
	let waived = rules.filter((rule) => rule.waived !== void 0).length, note = waived === 0 ? "" : ` (${counted(waived, "rule")} waived)`;
	return `${sentence(conclusion, rules)}${note}`;
}
function sentence({ because, deciding }, rules) {
	let quality = rules.find(({ rule }) => rule === "quality"), first = deciding[0];
	switch (because) {
		case "fail": return `Do not ship: ${joined(deciding.map(loss))}`;
		case "evidence": return `Not decided: ${lowerFirst(firstSentence(first?.message ?? "evidence is missing"))}. This is not a verdict on the change`;
		case "cannot_tell": return first === void 0 ? "Cannot tell" : `Cannot tell: ${doubt(first)}`;
		case "not_proven": return `Not decided: ${quality === void 0 ? "not proven" : unproven(quality)}; \`not_proven: block\` asks for proof`;
		case "no_regression": return `No regression found: ${quality === void 0 ? "not proven" : unproven(quality)}`;
		case "proven": return `Ship: ${proven(quality)}${savings(rules)}`;
	}
}
function loss(rule) {
	let name = `\`${rule.rule.slice(rule.rule.indexOf(":") + 1)}\``, drop = plainDrop(rule.delta);
	switch (kindOf(rule)) {
		case "critical": return `breaks ${counted(rule.cases?.length ?? 0, "critical case")}`;
		case "dataset": return "takes critical cases out of the dataset";
		case "quality": return `loses ${drop} of quality`;
		case "quality_slo": return `quality ${percent(rule.candidate ?? NaN)} is under its minimum`;
		case "latency_slo": return "p95 latency is over its SLO";
		case "ttft_slo": return "time to first token is over its SLO";
		case "cost_slo": return `costs ${usd(rule.candidate ?? NaN)} per request, over its SLO`;
		case "latency_delta": return `takes ${ratio(1 + (rule.delta ?? NaN))} the time`;
		case "cost_delta": return `costs ${ratio(1 + (rule.delta ?? NaN))} as much`;
		case "scorer": return `loses ${drop} on ${name}`;
		case "scorer_slo": return `${name} is under its minimum`;
		case "slice": return `loses ${drop} on the slice ${name}`;
		case "failure": return `${name} is up ${drop}`;
		default: return `${name} fails`;
	}
}
function doubt(rule) {
	if (rule.delta !== void 0 && rule.interval !== void 0 && rule.limit !== void 0 && isScoreRule(rule)) {
		let subject = rule.rule === "quality" ? "" : ` on \`${rule.rule}\``, limit = rule.limit.max_drop ?? rule.limit.max_increase, [worst, best] = rule.interval;
		return `measured ${plainDrop(rule.delta)} worse${subject}, but chance could do that (at worst ${points(worst)}, at best ${points(best)}; ${plainPoints(Number(limit))} is tolerated)`;
	}
	return lowerFirst(firstSentence(rule.message));
}
function unproven(quality) {
	let { delta, interval, limit, n } = quality;
	return delta === void 0 || interval === void 0 ? "quality is not proven" : `${Math.abs(delta) < 5e-4 ? "measured no change" : `measured ${plainDrop(delta)} ${delta < 0 ? "worse" : "better"}`}; ${interval[0] <= -1 ? `${counted(n ?? 0, "case")} rule out nothing yet` : `${counted(n ?? 0, "case")} rule out drops beyond ${plainPoints(interval[0])}, not yet ${plainPoints(Number(limit?.max_drop))}`}`;
}
function proven(quality) {
	return quality?.interval === void 0 || quality.proven !== !0 ? "nothing that the policy watches got worse" : quality.interval[0] > 0 ? `quality improved by ${plainDrop(quality.delta)}, proven` : `no worse than ${plainPoints(Number(quality.limit?.max_drop))} points, proven`;
}
function savings(rules) {
	let saved = (id, word) => {
		let rule = rules.find((candidate) => candidate.rule === id);
		return rule?.delta !== void 0 && rule.delta <= -.01 ? [`${Math.round(-rule.delta * 100)}% ${word}`] : [];
	}, all = [...saved("cost_delta", "cheaper"), ...saved("latency_delta", "faster")];
	return all.length === 0 ? "" : `. ${all.join(", ")}`;
}
function kindOf({ rule }) {
	let colon = rule.indexOf(":");
	return colon < 0 ? rule : rule.slice(0, colon);
}
function isScoreRule(rule) {
	return [
		"quality",
		"scorer",
		"slice",
		"failure"
	].includes(kindOf(rule));
}
function plainDrop(delta) {
	let size = Math.abs(delta ?? NaN) * 100;
	return `${size.toFixed(1)} ${size.toFixed(1) === "1.0" ? "point" : "points"}`;
}
function joined(parts) {
	let shown = parts.slice(0, 3), more = parts.length - shown.length;
	return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}
function firstSentence(text) {
	return /^.*?[.](?=\s|$)/.exec(text)?.[0].slice(0, -1) ?? text;
}
function lowerFirst(text) {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
// src/decide/decide.ts
function decide(input) {
	let { policy, pairs } = input, alpha = Number((1 - policy.confidence).toFixed(12)), quality = pairedChange(pairs, readQuality, trialLimits(policy)), plans = planRules(input, quality), others = plans.others.filter(({ takesShare }) => takesShare).length, shares = splitAlpha(alpha, plans.critical.takesShare, others), levels = (share) => lookLevels(alpha, share, 1, !1).looks[0], { rules, waivers } = applyWaivers([
		decideEvidence(pairs, quality, input.runs, policy),
		silentRule("dataset", !1, "Records carry no change of the dataset.").decide(levels(alpha)),
		plans.critical.decide(levels(shares.critical)),
		plans.quality.decide(levels(shares.quality)),
		...plans.others.map((plan) => plan.decide(levels(plan.takesShare ? shares.other : alpha))),
		...adviseSlices(pairs, policy, levels(alpha)),
		...adviseModes(pairs, policy, levels(alpha)),
		silentRule("judge", !1, "No judge decides here.").decide(levels(alpha)),
		silentRule("budget", !1, "Nothing was run, so nothing was spent.").decide(levels(alpha))
	], input.waivers, input.today), conclusion = conclude(rules, policy.notProven), shift = failureShift(pairs);
	return {
		version: 1,
		gate: input.gate,
		verdict: conclusion.verdict,
		proven: conclusion.proven,
		title: writeTitle(conclusion, rules),
		rules: [...rules],
		arms: input.arms,
		dataset: {
			...input.dataset.version === void 0 ? {} : { version: input.dataset.version },
			cases: pairs.length,
			...input.dataset.drafts > 0 ? { drafts: input.dataset.drafts } : {},
			added: [],
			removed: [],
			edited: [],
			critical: pairs.filter((pair) => pair.case.critical).length
		},
		evidence: {
			baseline: countEvidence(pairs, "baseline", input.runs.baseline),
			candidate: countEvidence(pairs, "candidate", input.runs.candidate)
		},
		failures: Object.fromEntries(shift.modes.map(({ mode, baseline, candidate, appeared, fixed }) => [mode, {
			baseline,
			candidate,
			new: [...appeared],
			fixed: [...fixed]
		}])),
		changed: changedCases(quality, pairs),
		spend: {
			calls: 0,
			cached: 0
		},
		policy: {
			...input.policyState,
			not_proven: policy.notProven,
			ignored_edits: []
		},
		waivers,
		seed: input.seed,
		problems: [...input.warnings]
	};
}
// src/score/hash.ts
const besideTheScore = new Set([
	"place",
	"maxDrop",
	"min",
	"weight",
	"tags"
]);
function scorersHash(configs, files) {
	let scorers = configs.map((config) => pick(config)), texts = Object.fromEntries(files), text = canonicalJson({
		scorers,
		files: texts
	});
	return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
function pick(config) {
	let entries = Object.entries(config);
	return Object.fromEntries(entries.flatMap(([key, value]) => value === void 0 || besideTheScore.has(key) ? [] : [[key, value]]));
}
// src/score/failure/name-failure.ts
const modeByRule = {
	exact: "reasoning_error",
	contains: "reasoning_error",
	regex: "reasoning_error",
	numeric: "reasoning_error",
	json_path: "reasoning_error",
	similarity: "reasoning_error",
	json_schema: "format_break",
	max_length: "format_break",
	tool_calls: "tool_misuse",
	refusal: "refusal",
	citations: "hallucination"
};
function nameFailure(scores, recorded) {
	let naming = scores.find((score) => score.scored && !score.passed && score.failure !== void 0);
	return (naming?.scored === !0 ? naming.failure : void 0) ?? recorded ?? "other";
}
function reaches(value, threshold = 1) {
	return value >= threshold - 1e-12;
}
function settleAnswer(config, answer) {
	if (!answer.scored) return answer;
	let { value, reason, failure } = answer;
	return settle(config, value, reaches(value, config.threshold), reason, failure ?? modeByRule[config.type]);
}
function settleRecorded(config, { value, passed, reason, failure }) {
	return settle(config, value, passed ?? reaches(value, config.threshold), reason, failure);
}
function takeRecorded(config, { value, passed, reason, failure }) {
	return settle({
		...config,
		not: !1
	}, value, passed ?? reaches(value, config.threshold), reason, failure);
}
function settle({ not, failure: written }, value, didPass, reason, natural) {
	if (!(value >= 0 && value <= 1)) return {
		scored: !1,
		reason: `the value ${value} is not in [0, 1]`
	};
	let passed = didPass !== not, failure = passed ? void 0 : written ?? natural;
	return {
		scored: !0,
		value: not ? 1 - value : value,
		passed,
		...reason === void 0 ? void 0 : { reason },
		...failure === void 0 ? void 0 : { failure }
	};
}
// src/score/score-trial.ts
const noSource = {
	usedRecorded: !1,
	ranRule: !1
};
function scoreTrial(scoring, trial, trustsRecord) {
	if (trial.status === "infra_error") return {
		outcome: {
			...measuresOf(trial),
			state: "lost",
			scores: new Map()
		},
		...noSource
	};
	if (trial.status === "app_error") return {
		outcome: appError(scoring, trial),
		...noSource
	};
	let parts = scoring.applicable.flatMap((scorer) => partOf(scorer, scoring, trial, trustsRecord) ?? []), scores = scoresOf(scoring, parts, trial), usedRecorded = parts.some((part) => part.fromRecord), source = {
		usedRecorded,
		ranRule: parts.some((part) => !part.fromRecord)
	}, quality = weightedMean(parts);
	if (quality === void 0) return {
		outcome: {
			...measuresOf(trial),
			state: "unscored",
			scores
		},
		...source
	};
	let passed = parts.every(({ score }) => score.scored && score.passed), outcome = {
		...measuresOf(trial),
		state: "scored",
		quality,
		passed,
		scores
	};
	if (passed) return {
		outcome,
		...source
	};
	let failure = nameFailure(parts.map((part) => part.score), usedRecorded ? trial.failure : void 0);
	return {
		outcome: {
			...outcome,
			failure
		},
		...source
	};
}
function measuresOf({ index, latencyMs, ttftMs, costUsd, cached }) {
	return {
		trial: index,
		cached,
		...latencyMs === void 0 ? void 0 : { latencyMs },
		...ttftMs === void 0 ? void 0 : { ttftMs },
		...costUsd === void 0 ? void 0 : { costUsd }
	};
}
function scoresOf({ scorers, applicable }, parts, trial) {
	let scores = new Map();
	for (let { config } of applicable) {
		let part = parts.find((one) => one.name === config.name), carried = part === void 0 ? recordedScore(trial, config.name) : void 0;
		part !== void 0 && scores.set(part.name, part.score), carried !== void 0 && scores.set(config.name, takeRecorded(config, carried));
		for (let { name, score } of part?.singles ?? []) isOwnName(scorers, name) || scores.set(name, score);
	}
	return scores;
}
function recordedScore(trial, name) {
	return trial.scores?.find((score) => score.scorer === name);
}
function isOwnName(scorers, name) {
	return scorers.some(({ config }) => config.name === name);
}
function appError({ scorers, applicable, recordedNames }, trial) {
	let zero = {
		scored: !0,
		value: 0,
		passed: !1,
		reason: "the app failed",
		failure: "app_error"
	}, others = applicable.some(({ config }) => config.type === "recorded" && config.reads === void 0) ? recordedNames.filter((name) => !isOwnName(scorers, name)) : [], names = [...applicable.map(({ config }) => config.name), ...others], scores = new Map(names.map((name) => [name, zero]));
	return {
		...measuresOf(trial),
		state: "scored",
		quality: 0,
		passed: !1,
		failure: "app_error",
		scores
	};
}
function partOf({ config, rule }, scoring, trial, trustsRecord) {
	let { name, weight } = config;
	switch (config.type) {
		case "judge":
		case "pairwise":
		case "command":
		case "module": return;
		case "recorded": {
			if (config.reads !== void 0) return {
				name,
				weight,
				score: readRecorded(config, trial, config.reads),
				fromRecord: !0
			};
			let singles = scoring.recordedNames.map((one) => ({
				name: one,
				score: readRecorded(config, trial, one)
			}));
			return {
				name,
				weight,
				score: meanOf(singles),
				fromRecord: !0,
				singles
			};
		}
		default: return {
			name,
			weight,
			...scoreRule(config, rule, scoring.case, trial, trustsRecord)
		};
	}
}
function scoreRule(config, rule, one, trial, trustsRecord) {
	let recorded = recordedScore(trial, config.name);
	if (recorded !== void 0 && trustsRecord) return {
		score: takeRecorded(config, recorded),
		fromRecord: !0
	};
	if (rule === void 0) throw Error(`scorer ${config.name} was not prepared`);
	let score = settleAnswer(config, rule.answer(one, trial));
	return !score.scored && trial.output === void 0 && (trial.messages ?? []).length === 0 && recorded !== void 0 ? {
		score: takeRecorded(config, recorded),
		fromRecord: !0
	} : {
		score,
		fromRecord: !1
	};
}
function readRecorded(config, trial, name) {
	let score = recordedScore(trial, name);
	return score === void 0 ? {
		scored: !1,
		reason: `the trial records no score ${quoteNames([name])}`
	} : settleRecorded(config, score);
}
function meanOf(singles) {
	if (singles.length === 0) return {
		scored: !1,
		reason: "no score is recorded for the case"
	};
	let sum = 0, passed = !0, failure;
	for (let { score } of singles) {
		if (!score.scored) return score;
		sum += score.value, passed &&= score.passed, score.passed || (failure ??= score.failure);
	}
	return {
		scored: !0,
		value: sum / singles.length,
		passed,
		...failure === void 0 ? void 0 : { failure }
	};
}
function weightedMean(parts) {
	let sum = 0, weights = 0;
	for (let { score, weight } of parts) {
		if (!score.scored) return;
		sum += weight * score.value, weights += weight;
	}
	return weights > 0 ? Math.min(1, sum / weights) : void 0;
}
// src/score/score-arms.ts
function scoreArms({ cases, baseline, candidate, scorersFor, scorersHash }) {
	let scorings = cases.filter((one) => !one.draft).map((one) => scoringOf(one, [...trialsOf(baseline, one), ...trialsOf(candidate, one)], scorersFor));
	return {
		baseline: scoreArm(scorings, baseline, scorersHash),
		candidate: scoreArm(scorings, candidate, scorersHash)
	};
}
function trialsOf(record, one) {
	return record.trialsByCaseId.get(one.id) ?? [];
}
function scoringOf(one, trials, scorersFor) {
	let scorers = scorersFor(one);
	return {
		case: one,
		scorers,
		applicable: scorers.filter((scorer) => applies(scorer, one, trials)),
		recordedNames: recordedNamesOf(trials)
	};
}
function recordedNamesOf(trials) {
	let names = [];
	for (let { status, scores = [] } of trials) if (status === "ok") for (let { scorer } of scores) names.includes(scorer) || names.push(scorer);
	return names;
}
function scoreArm(scorings, record, gateHash) {
	let trustsRecord = record.header.scorers === gateHash, usedRecorded = !1, ranRule = !1, byCaseId = new Map();
	for (let scoring of scorings) {
		let trials = trialsOf(record, scoring.case), scored = trials.map((trial) => scoreTrial(scoring, trial, trustsRecord));
		usedRecorded ||= scored.some((trial) => trial.usedRecorded), ranRule ||= scored.some((trial) => trial.ranRule);
		let caseHash = trials.find((trial) => trial.caseHash !== void 0)?.caseHash;
		byCaseId.set(scoring.case.id, {
			...caseHash === void 0 ? {} : { caseHash },
			outcomes: scored.map((trial) => trial.outcome)
		});
	}
	let hash = usedRecorded ? record.header.scorers : ranRule ? gateHash : void 0;
	return {
		byCaseId,
		...hash === void 0 ? {} : { scorersHash: hash }
	};
}
// src/gate/check-records.ts
function recordWarnings(cases, records, hasDataset) {
	if (!hasDataset) return [];
	let byId = new Map(cases.map((it) => [it.id, it]));
	return records.flatMap((record) => [...unknownCases(record, byId), ...otherVersions(record, byId)]);
}
function unknownCases(record, byId) {
	let unknown = [...record.trialsByCaseId.keys()].filter((id) => !byId.has(id));
	return unknown.length === 0 ? [] : [{
		code: "record-case-unknown",
		file: record.file,
		message: `${unknown.length} of its cases are not in the dataset and are left out (${named(unknown)}).`,
		fix: "Run the record again if the dataset is meant to have them."
	}];
}
function otherVersions(record, byId) {
	let edited = [...record.trialsByCaseId].filter(([id, trials]) => {
		let hash = byId.get(id)?.hash;
		return hash !== void 0 && trials.some(({ caseHash }) => caseHash !== void 0 && caseHash !== hash);
	});
	return edited.length === 0 ? [] : [{
		code: "record-case-edited",
		file: record.file,
		message: `${edited.length} of its cases ran in another version than the dataset has (${named(edited.map(([id]) => id))}).`,
		fix: "Run the record again on this dataset."
	}];
}
function named(ids) {
	let shown = ids.slice(0, 3).map((id) => `\`${id}\``);
	return ids.length > 3 ? `${shown.join(", ")} and ${ids.length - 3} more` : shown.join(", ");
}
// src/gate/load-record.ts
async function loadRecord(path, effects) {
	let records = await readAll(path, effects), [only] = records;
	return only !== void 0 && records.length === 1 && only.header.shard === void 0 ? only : {
		file: path,
		...orThrow(mergeRecords(records))
	};
}
// src/record/cases-of-records.ts
function casesOfRecords(records) {
	let fileById = new Map();
	for (let { file, trialsByCaseId } of records) for (let id of trialsByCaseId.keys()) fileById.has(id) || fileById.set(id, file);
	return Array.from(fileById, ([id, file]) => ({
		id,
		input: "",
		critical: !1,
		draft: !1,
		tags: [],
		place: { file }
	})).toSorted((a, b) => a.id < b.id ? -1 : 1);
}
// src/gate/compare-records.ts
async function compareRecords(request, effects) {
	let [gate, baseline, candidate] = await gather([
		loadGate(request.config, effects, { needsTarget: !1 }),
		loadRecord(request.baseline, effects),
		loadRecord(request.candidate, effects)
	]), { config } = gate, all = gate.dataset?.cases ?? casesOfRecords([baseline, candidate]), selected = selectCases(all, config.select, config.execution.seed), chosen = chooseByHand(selected, request.only), cases = plannedCases(chosen.filter(({ draft }) => !draft), [baseline, candidate]), scorersFor = await resolveScorers(cases, config, gate.scorerFiles), arms = scoreArms({
		cases,
		baseline,
		candidate,
		scorersFor,
		scorersHash: scorersHash(config.scorers, gate.scorerFiles)
	}), caseIdsByScorer = new Map(config.scorers.map(({ name }) => [name, new Set(cases.filter((it) => scorersFor(it).some((scorer) => scorer.config.name === name && applies(scorer, it))).map(({ id }) => id))])), restricted = chosen.length < selected.length || cases.length < chosen.filter(({ draft }) => !draft).length;
	return decide({
		gate: config.gate,
		policy: config.policy,
		scorers: config.scorers,
		caseIdsByScorer,
		pairs: pairArms(cases, arms.baseline, arms.candidate),
		runs: {
			baseline: armRun(baseline, cases, restricted),
			candidate: armRun(candidate, cases, restricted)
		},
		arms: {
			baseline: describeArm(baseline),
			candidate: describeArm(candidate)
		},
		dataset: {
			...gate.dataset === void 0 ? {} : { version: gate.dataset.version },
			drafts: selected.filter(({ draft }) => draft).length
		},
		waivers: gate.waivers,
		today: request.today,
		policyState: { trusted: !1 },
		seed: config.execution.seed,
		warnings: [
			...request.config === void 0 ? [noGateFile] : [],
			...request.only === void 0 ? [] : [selectedByHand(cases.length)],
			...recordWarnings(all, [baseline, candidate], gate.dataset !== void 0)
		]
	});
}
const noGateFile = {
	code: "no-gate-file",
	message: "no gate file: the default policy decides on recorded scores.",
	fix: "Name one with `--config`, or write `llm-o11y.yml`."
};
function selectedByHand(count) {
	return {
		code: "selected-by-hand",
		message: `${count} ${count === 1 ? "case was" : "cases were"} selected by hand; this is not the verdict of the gate.`,
		fix: "Run without `--case` and `--tag` for that."
	};
}
function chooseByHand(cases, only) {
	if (only === void 0) return cases;
	let chosen = cases.filter(({ id, tags }) => (only.caseId === void 0 || id === only.caseId) && (only.tag === void 0 || tags.includes(only.tag)));
	if (chosen.length > 0) return chosen;
	let asked = only.caseId === void 0 ? `tag ${JSON.stringify(only.tag)}` : `id ${JSON.stringify(only.caseId)}`;
	throw new ProblemError([{
		code: "no-such-case",
		message: `no case has the ${asked}.`,
		fix: "Look the name up with `dataset stats`."
	}]);
}
function plannedCases(cases, records) {
	let ended = records.filter(({ end }) => end?.reason === "look" || end?.reason === "early_stop");
	return cases.filter(({ id }) => ended.every(({ trialsByCaseId }) => trialsByCaseId.has(id))).toSorted((a, b) => a.id < b.id ? -1 : 1);
}
function armRun(record, cases, restricted) {
	let { planned } = record.header, end = record.end === void 0 ? {} : { end: record.end };
	if (!restricted) return {
		planned,
		casesRun: record.trialsByCaseId.size,
		...end
	};
	let run = cases.filter(({ id }) => record.trialsByCaseId.has(id)).length;
	return {
		planned: {
			...planned,
			cases: cases.length
		},
		casesRun: run,
		...end
	};
}
function describeArm({ file, header }) {
	return {
		...header.sha === void 0 ? {} : { sha: header.sha },
		...header.target === void 0 ? {} : { target: header.target },
		record: file
	};
}
// src/report/allowance.ts
const commentStart = {
	fixed: 50,
	advisory: 50,
	excerpts: 20,
	broken: 100,
	criticalRows: 100,
	criticalIds: 16e3,
	rows: 30,
	ids: 20
}, summaryStart = {
	fixed: 2e3,
	advisory: 500,
	excerpts: 200,
	broken: 5e3,
	criticalRows: 1e3,
	criticalIds: 1e5,
	rows: 300,
	ids: 500
};
function stagesFrom(start) {
	let withoutFixed = {
		...start,
		fixed: 0
	}, withoutAdvisory = {
		...withoutFixed,
		advisory: 0
	}, withoutExcerpts = {
		...withoutAdvisory,
		excerpts: 0
	}, fewBroken = {
		...withoutExcerpts,
		broken: Math.min(start.broken, 20)
	}, criticalOnly = {
		...fewBroken,
		broken: 0,
		ids: 5
	};
	return [
		start,
		withoutFixed,
		withoutAdvisory,
		withoutExcerpts,
		fewBroken,
		criticalOnly,
		{
			...criticalOnly,
			criticalRows: 0,
			rows: 20
		}
	];
}
const commentStages = stagesFrom(commentStart), summaryStages = [...stagesFrom(summaryStart), ...commentStages];
function fit(stages, render, size, most) {
	let text = "";
	for (let stage of stages) if (text = render(stage), size(text) <= most) return text;
	return text;
}
// src/report/layout.ts
function isDeciding(rule) {
	return rule.advisory !== !0 && rule.waived === void 0 && rule.status !== "not_applicable";
}
function failingRules(verdict) {
	return verdict.rules.filter((rule) => rule.status === "fail" && isDeciding(rule)).toSorted((a, b) => precedence(a) - precedence(b));
}
function unknownRules(verdict) {
	return verdict.rules.filter((rule) => rule.status === "inconclusive" && isDeciding(rule));
}
function openRules(verdict) {
	return verdict.rules.filter((rule) => rule.status === "not_proven" && rule.measured === "beyond" && isDeciding(rule));
}
function findRule(verdict, id) {
	return verdict.rules.find((rule) => rule.rule === id);
}
function layoutOf(verdict) {
	return verdict.verdict === "error" || verdict.verdict === "fail" ? verdict.verdict : verdict.verdict === "pass" ? verdict.proven ? "proven" : "not_proven" : openRules(verdict).length > 0 && unknownRules(verdict).length === 0 && verdict.policy.not_proven === "allow" ? "cannot_tell" : "undecided";
}
const symbols = {
	proven: "✅",
	not_proven: "✅",
	fail: "❌",
	cannot_tell: "⚠️",
	undecided: "⛔",
	error: "⛔"
};
function symbolOf(verdict) {
	return symbols[layoutOf(verdict)];
}
function precedence({ rule }) {
	return rule === "critical" ? 0 : rule === "dataset" ? 1 : /^(?:quality|latency|ttft|cost)_slo$|^scorer_slo:/u.test(rule) ? 2 : rule === "quality" ? 3 : 4;
}
// src/report/scoreboard.ts
const measuredOrder = [
	"quality",
	"quality_slo",
	"latency_slo",
	"ttft_slo",
	"latency_delta",
	"cost_slo",
	"cost_delta",
	"critical"
], conditionOrder = [
	"evidence",
	"dataset",
	"judge",
	"budget"
], labels = {
	quality: "Quality",
	quality_slo: "Quality, minimum",
	latency_slo: "p95 latency",
	ttft_slo: "p95 time to first token",
	latency_delta: "Typical latency",
	cost_slo: "Cost / request",
	cost_delta: "Cost / request, change",
	critical: "Critical cases",
	evidence: "Evidence",
	dataset: "Dataset",
	judge: "Judge",
	budget: "Budget",
	"scorer:": "Scorer",
	"scorer_slo:": "Scorer, minimum",
	"slice:": "Slice",
	"failure:": "Failures"
};
function scoreboard(verdict) {
	let measured = measuredOrder.flatMap((id) => findRule(verdict, id) ?? []).filter((rule) => hasSay(rule) || hasNumbers(rule)), named = verdict.rules.filter((rule) => rule.rule.includes(":") && (hasSay(rule) || rule.status === "fail")), conditions = conditionOrder.flatMap((id) => findRule(verdict, id) ?? []).filter((rule) => hasSay(rule) && rule.status !== "pass");
	return mergeCost([
		...measured,
		...named,
		...conditions
	].map((rule) => toRow(rule, verdict)));
}
function advisoryRows(verdict) {
	return verdict.rules.filter((rule) => rule.rule.includes(":") && !hasSay(rule) && rule.status !== "fail" && hasNumbers(rule)).map((rule) => toRow(rule, verdict));
}
function hasSay(rule) {
	return rule.advisory !== !0 && rule.status !== "not_applicable";
}
function hasNumbers(rule) {
	return rule.baseline !== void 0 || rule.candidate !== void 0 || rule.delta !== void 0;
}
function toRow(rule, verdict) {
	let colon = rule.rule.indexOf(":") + 1, kind = colon === 0 ? rule.rule : rule.rule.slice(0, colon);
	return {
		rule: rule.rule,
		label: labels[kind] ?? "Rule",
		...colon > 0 ? { name: rule.rule.slice(colon) } : labels[kind] === void 0 ? { name: rule.rule } : {},
		...cellsOf(kind, rule, verdict),
		limit: limitOf(rule),
		...wordOf(rule, verdict)
	};
}
function wordOf(rule, verdict) {
	return hasSay(rule) ? rule.status === "pass" ? { word: rule.proven === !0 ? "ok, proven" : "ok" } : rule.waived === void 0 ? rule.status === "fail" ? { word: "fail" } : rule.status === "inconclusive" ? { word: "no evidence" } : rule.measured === "beyond" ? { word: "cannot tell" } : { word: verdict.policy.not_proven === "block" ? "not proven" : "ok" } : {
		word: "waived",
		waiver: rule.waived
	} : { word: "not gated" };
}
function cellsOf(kind, rule, verdict) {
	switch (kind) {
		case "quality":
		case "scorer:":
		case "slice:": return {
			...armCells(rule, percent),
			change: scoreChange(rule)
		};
		case "failure:": return {
			...armCells(rule, percent),
			change: failureChange(rule)
		};
		case "quality_slo":
		case "scorer_slo:": return {
			...armCells(rule, percent),
			change: bounds(rule, percent)
		};
		case "latency_slo":
		case "ttft_slo": return {
			...armCells(rule, ms),
			change: requestsOver(rule)
		};
		case "latency_delta": return {
			...armCells(rule, ms),
			change: ratioChange(rule, "faster", "slower")
		};
		case "cost_delta": return {
			...armCells(rule, usd),
			change: ratioChange(rule, "cheaper", "dearer")
		};
		case "cost_slo": return {
			...armCells(rule, usd),
			change: bounds(rule, usd)
		};
		case "critical": return {
			baseline: "",
			candidate: "",
			change: criticalChange(rule, verdict.dataset.critical)
		};
		default: return {
			baseline: "",
			candidate: "",
			change: ""
		};
	}
}
function armCells(rule, format) {
	let known = hasNumbers(rule) || rule.status === "inconclusive", cell = (value) => value === void 0 ? known ? "unknown" : "" : format(value);
	return {
		baseline: cell(rule.baseline),
		candidate: cell(rule.candidate)
	};
}
function range(interval, format) {
	return interval === void 0 ? "" : ` (${format(interval[0])} to ${format(interval[1])})`;
}
function scoreChange(rule) {
	if (rule.delta === void 0) return "";
	let text = `${points(rule.delta)} points${range(rule.interval, points)}`;
	return rule.status !== "pass" || rule.interval === void 0 ? text : rule.interval[0] > 0 ? `${text}, improved` : rule.interval[1] < 0 ? `${text}, worse, within tolerance` : text;
}
function failureChange(rule) {
	if (rule.delta === void 0) return "";
	let turned = (change) => points(-change);
	return `${turned(rule.delta)} points${range(rule.interval, turned)}`;
}
function bounds(rule, format) {
	return rule.interval === void 0 ? "" : `at worst ${format(rule.interval[0])}, at best ${format(rule.interval[1])}`;
}
function requestsOver(rule) {
	let limit = rule.limit?.p95_ms ?? rule.limit?.ttft_p95_ms, over = rule.over === void 0 || rule.n === void 0 || typeof limit != "number" ? [] : [`${integer(rule.over)} of ${integer(rule.n)} over ${short(ms(limit))}`], move = rule.baseline === void 0 || rule.candidate === void 0 ? void 0 : rule.candidate / rule.baseline - 1, words = move !== void 0 && Math.abs(move) >= .1 ? [inWords(move, "faster", "slower")] : [];
	return [...over, ...words].join(", ");
}
function inWords(move, better, worse) {
	let size = Math.abs(move);
	return `${size > 2 ? ratio(move + 1) : `${integer(size * 100)}%`} ${move < 0 ? better : worse}`;
}
function ratioChange(rule, better, worse) {
	if (rule.delta === void 0) return "";
	let text = `${ratio(1 + rule.delta)}${range(rule.interval, (change) => ratio(1 + change).replace("×", ""))}`;
	return (rule.interval === void 0 || rule.interval[0] < 0 || rule.interval[1] > 0) && Math.abs(rule.delta) >= .01 ? `${text}, ${inWords(rule.delta, better, worse)}` : text;
}
function criticalChange(rule, total) {
	let cases = rule.cases?.length ?? 0;
	return rule.status === "fail" ? `${integer(cases)} of ${integer(total)} broken` : rule.status === "inconclusive" ? cases > 0 ? `${integer(cases)} of ${integer(total)} not decided` : "unknown" : `none of ${integer(total)} broken`;
}
const limitTexts = {
	max_drop: (limit) => `drop ≤ ${plainPoints(limit)}`,
	min: (limit) => `≥ ${short(percent(limit))}`,
	p95_ms: (limit) => `≤ ${short(ms(limit))}`,
	ttft_p95_ms: (limit) => `≤ ${short(ms(limit))}`,
	max_ratio: (limit) => `≤ ${ratio(limit)}`,
	per_request_usd: (limit) => `≤ ${short(usd(limit))}`,
	max_increase: (limit) => `rise ≤ ${plainPoints(limit)}`
};
function limitOf(rule) {
	return rule.rule === "critical" ? rule.limit?.any === !0 ? "no failure" : "none broken" : Object.entries(rule.limit ?? {}).flatMap(([key, limit]) => typeof limit == "number" ? [limitTexts[key]?.(limit) ?? ""] : []).filter((text) => text !== "").join(", ");
}
function short(text) {
	return text.replace(/\.(\d*?)0+(?!\d)/u, (_, kept) => kept === "" ? "" : `.${kept}`);
}
function mergeCost(rows) {
	let slo = rows.find((row) => row.rule === "cost_slo" && row.word !== "not gated"), delta = rows.find((row) => row.rule === "cost_delta");
	return delta === void 0 ? rows : slo === void 0 ? rows.filter((row) => row.rule !== "cost_slo").map((row) => row === delta ? {
		...row,
		label: "Cost / request"
	} : row) : delta.word === "not gated" ? rows.filter((row) => row !== delta).map((row) => row === slo ? {
		...row,
		baseline: delta.baseline,
		change: delta.change
	} : row) : rows;
}
function heading(verdict) {
	let gate = verdict.gate === "default" ? safe`` : safe` · ${verdict.gate}`;
	return safe`### ${plain(symbolOf(verdict))} ${plain(verdict.title, 400)}${gate}`;
}
function reasons(verdict) {
	let rules = reasonRules(verdict), title = {
		fail: safe`**Why it is blocked**`,
		undecided: safe`**What is missing**`,
		cannot_tell: safe`**What is open**`
	}, layout = layoutOf(verdict);
	if (rules.length === 0 || layout !== "fail" && layout !== "undecided" && layout !== "cannot_tell") return;
	let items = rules.slice(0, 5).map((rule, index) => safe`${index + 1}. ${withBoldLead(rule.message)}`), more = rules.length - items.length, note = more > 0 ? [safe`\nand ${plain(counted(more, "more rule"))} in the table below`] : [];
	return join$1([
		title[layout],
		...items,
		...note
	], "\n");
}
function reasonRules(verdict) {
	let layout = layoutOf(verdict);
	if (layout === "fail") return failingRules(verdict);
	let open = openRules(verdict);
	if (layout === "cannot_tell") return open.length > 1 ? open : [];
	let unproven = verdict.rules.filter((rule) => rule.status === "not_proven" && rule.advisory !== !0 && rule.waived === void 0);
	return [...unknownRules(verdict), ...verdict.policy.not_proven === "block" ? unproven : []];
}
function withBoldLead(message) {
	let text = cut(message, 500), lead = /^((?:[^:`]|`[^`]*`){3,90}): +(?=\S)/u.exec(text);
	return lead === null ? plain(text, 600) : safe`**${plain(lead[1] ?? "", 300)}**: ${plain(text.slice(lead[0].length), 600)}`;
}
function brokenCritical(verdict, most) {
	let rule = findRule(verdict, "critical"), cases = rule?.status === "fail" ? rule.cases ?? [] : [];
	if (!(rule === void 0 || cases.every((id) => rule.message.includes(`\`${id}\``)))) return safe`**Critical cases broken (${plain(integer(cases.length))}):** ${spans(cases, most)}`;
}
function spans(ids, most) {
	let units = 0, shown = ids.map((id) => codeSpan(id, 128)).filter((span) => (units += source(span).length + 1) <= most), more = ids.length - shown.length;
	return join$1(more > 0 ? [...shown, safe`and ${plain(integer(more))} more`] : shown, " ");
}
function scoreboardTable(rows) {
	if (rows.length !== 0) return table([
		{ title: "" },
		{
			title: "Baseline",
			align: "right"
		},
		{
			title: "This PR",
			align: "right"
		},
		{ title: "Change (at worst to at best)" },
		{ title: "Limit" },
		{ title: "" }
	], rows.map((row) => [
		rowLabel(row),
		plain(row.baseline),
		plain(row.candidate),
		plain(row.change),
		plain(row.limit),
		rowWord(row)
	]));
}
function scoreboardSection(verdict, most) {
	return scoreboardTable(scoreboard(verdict).slice(0, most));
}
function rowLabel({ label, name }) {
	return name === void 0 ? plain(label) : safe`${plain(label)} ${name}`;
}
function rowWord({ word, waiver }) {
	return waiver === void 0 ? word === "fail" ? safe`**fail**` : plain(word) : safe`waived by ${waiver}`;
}
function evidenceLine(verdict) {
	let known = [
		evidenceCounts(verdict),
		movedCounts(verdict),
		judgeWords(verdict),
		spendWords(verdict)
	].flatMap((part) => part === void 0 ? [] : [plain(part)]);
	return known.length === 0 ? void 0 : join$1(known, " · ");
}
function evidenceCounts({ evidence: { baseline, candidate } }) {
	if (candidate.planned === 0 && baseline.planned === 0) return;
	if (isWhole(candidate) && isWhole(baseline) && candidate.planned === baseline.planned) return `${counted(candidate.planned, "case")}, all scored on both arms`;
	let ofBaseline = baseline.planned === 0 ? "no baseline" : `baseline ${armCounts(baseline)}`;
	return `${counted(candidate.planned, "case")}: ${ofBaseline}; this PR ${armCounts(candidate)}`;
}
function isWhole({ planned, run, scored, infra_errors, unscored }) {
	return planned === run && run === scored && infra_errors === 0 && unscored === 0;
}
function armCounts({ planned, run, scored, infra_errors, unscored }) {
	let losses = [
		...run < planned ? [`${integer(planned - run)} not run`] : [],
		...infra_errors > 0 ? [counted(infra_errors, "infrastructure error")] : [],
		...unscored > 0 ? [`${integer(unscored)} unscored`] : []
	];
	return `${integer(scored)} of ${integer(planned)} scored${losses.length > 0 ? ` (${losses.join(", ")})` : ""}`;
}
function movedCounts(verdict) {
	let quality = findRule(verdict, "quality"), worse = quality?.worse ?? verdict.changed.filter((change) => change.candidate < change.baseline).length, better = quality?.better ?? verdict.changed.filter((change) => change.candidate > change.baseline).length;
	return worse + better > 0 ? `${integer(better)} better, ${integer(worse)} worse` : quality === void 0 || quality.status === "inconclusive" || quality.status === "not_applicable" ? void 0 : "no case moved";
}
function judgeWords({ judge }) {
	if (judge === void 0) return;
	let facts = [
		...judge.canaries === void 0 ? [] : [`${judge.canaries} canaries`],
		...judge.agreement === void 0 ? [] : [`agreement ${judge.agreement.toFixed(2)}`],
		...judge.flip_rate === void 0 ? [] : [`flip rate ${judge.flip_rate.toFixed(2)}`]
	];
	return `judge ${judge.trusted ? "trusted" : "NOT trusted"}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}`;
}
function spendWords({ spend }) {
	let cached = spend.cached > 0 ? `, ${integer(spend.cached)} answered from cache` : "";
	return spend.calls === 0 && (spend.usd ?? 0) === 0 ? `this run made no calls${cached}` : `this run cost ${spend.usd === void 0 ? "an unknown amount" : usd(spend.usd)} in ${counted(spend.calls, "call")}${cached}`;
}
function wouldDecide(verdict) {
	let quality = findRule(verdict, "quality"), layout = layoutOf(verdict), drop = quality?.limit?.max_drop, tolerance = typeof drop == "number" ? plainPoints(drop) : void 0;
	if (layout === "not_proven") {
		let needed = neededCases(quality);
		return quality?.status !== "not_proven" || tolerance === void 0 || needed === void 0 ? void 0 : safe`**To prove ${plain(tolerance)} points:** ${plain(needed)}, or more trials (${"policy.trials"}). Nothing is blocked by this.`;
	}
	if (quality?.status !== "not_proven" || quality.advisory === !0 || layout !== "cannot_tell" && layout !== "undecided") return;
	let sees = quality.detectable === void 0 ? [] : [`this dataset blocks drops of ${plainPoints(quality.detectable)} points and more`], needed = neededCases(quality), settles = needed === void 0 || tolerance === void 0 ? [] : [`${needed} would settle ${tolerance}`], cases = [...sees, ...settles].join("; ");
	return table([{ title: "What would decide it" }, { title: "" }], [[safe`More trials`, safe`raise ${"policy.trials"}: where answers vary from run to run, more trials of a case narrow the bounds`], [safe`More cases`, plain(cases === "" ? "each narrows the bounds" : cases)]]);
}
function neededCases(quality) {
	if (quality?.cases_to_prove === void 0) return;
	let more = quality.cases_to_prove - (quality.n ?? 0);
	return `about ${counted(quality.cases_to_prove, "case")}${quality.n !== void 0 && more > 0 ? ` (${integer(more)} more)` : ""}`;
}
function failureTable(verdict, most) {
	let modes = Object.entries(verdict.failures).toSorted(([, a], [, b]) => b.candidate - b.baseline - (a.candidate - a.baseline));
	if (modes.length !== 0) return table([
		{ title: "Failure mode" },
		{
			title: "Baseline",
			align: "right"
		},
		{
			title: "This PR",
			align: "right"
		},
		{ title: "New in" }
	], modes.slice(0, most).map(([mode, counts]) => [
		modeName(mode),
		plain(integer(counts.baseline)),
		plain(integer(counts.candidate)),
		firstIds(counts.new)
	]));
}
function modeName(mode) {
	return failureModes.includes(mode) ? plain(mode.replaceAll("_", " ")) : codeSpan(mode);
}
function firstIds(ids) {
	let shown = ids.slice(0, 2).map((id) => codeSpan(id));
	return join$1(ids.length > 2 ? [...shown, plain(`+${integer(ids.length - 2)}`)] : shown, " ");
}
function ignoredEdits({ policy }) {
	if (policy.ignored_edits.length === 0) return;
	let shown = policy.ignored_edits.slice(0, 10).map((edit) => codeSpan(edit.replaceAll(" -> ", " → "), 160)), more = policy.ignored_edits.length - shown.length, list = join$1(more > 0 ? [...shown, safe`and ${plain(integer(more))} more`] : shown, ", ");
	return safe`> **Policy edited in this pull request, not applied until merged:** ${list}`;
}
function waiverList({ waivers }) {
	if (waivers.length === 0) return;
	let order = {
		used: 0,
		expired: 1,
		unused: 2
	}, lines = waivers.toSorted((a, b) => order[a.state] - order[b.state]).slice(0, 10).map((waiver) => safe`- **Waiver ${waiver.state === "used" ? plain("in use") : plain(waiver.state)}:** ${waiver.id} for ${waiver.rule}${waiver.cases === void 0 ? safe`` : safe` (${firstIds(waiver.cases)})`}: ${codeSpan(waiver.reason, 200)}, approved by ${waiver.approved_by}, until ${plain(waiver.expires, 20)}`), more = waivers.length - lines.length;
	return join$1(more > 0 ? [...lines, safe`- and ${plain(counted(more, "more waiver"))}`] : lines, "\n");
}
function problemTable({ problems }, most) {
	if (problems.length !== 0) return table([
		{ title: "Where" },
		{ title: "Problem" },
		{ title: "Fix" }
	], problems.slice(0, most).map((problem) => {
		let place = formatPlace(problem);
		return [
			place === "" ? safe`` : codeSpan(place, 120),
			plain(problem.message, 300),
			plain(problem.fix ?? "", 300)
		];
	}));
}
// src/report/waiver-block.ts
const notWaivable = new Set(["evidence", "judge"]);
function waivable(rules) {
	return rules.filter(({ rule }) => !notWaivable.has(rule));
}
function waiverBlock(rules, today) {
	let entries = rules.map((rule) => waiverEntry(rule, today));
	return fencedBlock("yaml", [
		"version: 1",
		"waivers:",
		...entries
	].join("\n"));
}
function waiverEntry(rule, today) {
	let scoped = rule.rule === "critical" || rule.rule === "dataset" ? rule.cases ?? [] : [];
	return [
		`  - id: ${waiverId(rule.rule, today)}`,
		`    rule: ${yamlString(rule.rule)}`,
		...scoped.length > 0 && scoped.length <= 50 ? [`    cases: [${scoped.map(yamlString).join(", ")}]`] : [],
		"    reason: why this is accepted",
		"    approved_by: \"@who-accepts-it\"",
		`    expires: ${expiry(today) ?? "YYYY-MM-DD"}`
	].join("\n");
}
function waiverId(rule, today) {
	let words = rule.toLowerCase().replace(/[^a-z0-9]+/gu, "-").replace(/^-|-$/gu, "").slice(0, 40);
	return expiry(today) === void 0 ? words : `${words}-${today}`;
}
function expiry(today) {
	let start = today !== void 0 && /^\d{4}-\d{2}-\d{2}$/u.test(today) ? Date.parse(`${today}T00:00:00Z`) : NaN;
	return Number.isNaN(start) ? void 0 : new Date(start + 12096e5).toISOString().slice(0, 10);
}
function yamlString(value) {
	return /^[a-z][\w/-]*$/iu.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(value) ? value : JSON.stringify(value).replace(/[^\u0020-\u007e]/gu, (character) => Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`).join(""));
}
// src/report/details.ts
function details(verdict, excerpts, today, allowance) {
	return [
		brokenCases(verdict, allowance),
		fixedCases(verdict, allowance),
		excerptBlocks(excerpts, allowance),
		waiverToPaste(verdict, today),
		shownOnly(verdict, allowance),
		datasetSight(verdict),
		datasetChanges(verdict, allowance),
		warnings(verdict, allowance)
	].flatMap((section) => section ?? []);
}
function leftOut(verdict, excerpts, allowance) {
	let { critical, others, fixed } = moved(verdict), over = (count, most, one, many) => count > most ? [counted(count - most, one, many)] : [];
	return [
		...over(fixed.length, allowance.fixed, "fixed case"),
		...over(advisoryRows(verdict).length, allowance.advisory, "row that blocks nothing", "rows that block nothing"),
		...over(excerpts.length, allowance.excerpts, "excerpt"),
		...over(others.length, allowance.broken, "broken case that is not critical", "broken cases that are not critical"),
		...over(critical.length, allowance.criticalRows, "row of a critical case", "rows of critical cases"),
		...over(scoreboard(verdict).length, allowance.rows, "rule"),
		...over(verdict.problems.length, allowance.rows, "problem")
	];
}
function moved({ changed }) {
	let broken = changed.filter((change) => change.candidate < change.baseline);
	return {
		critical: broken.filter((change) => change.critical === !0),
		others: broken.filter((change) => change.critical !== !0),
		fixed: changed.filter((change) => change.candidate > change.baseline).toReversed()
	};
}
function brokenCases(verdict, allowance) {
	let { critical, others } = moved(verdict), shown = [...critical.slice(0, allowance.criticalRows), ...others.slice(0, allowance.broken)];
	if (shown.length !== 0) return folded(`Cases that got worse (${integer(critical.length + others.length)})`, changeTable(shown));
}
function fixedCases(verdict, allowance) {
	let { fixed } = moved(verdict);
	if (fixed.length !== 0 && allowance.fixed !== 0) return folded(`Cases that got better (${integer(fixed.length)})`, changeTable(fixed.slice(0, allowance.fixed)));
}
function changeTable(changes) {
	return table([
		{ title: "Case" },
		{
			title: "Baseline",
			align: "right"
		},
		{
			title: "This PR",
			align: "right"
		},
		{ title: "" }
	], changes.map((change) => [
		codeSpan(change.case, 128),
		plain(percent(change.baseline)),
		plain(percent(change.candidate)),
		changeNote(change)
	]));
}
function changeNote({ critical, failure }) {
	let notes = [...critical === !0 ? [safe`critical`] : [], ...failure === void 0 ? [] : [modeName(failure)]];
	return join$1(notes, ", ");
}
function excerptBlocks(excerpts, allowance) {
	let shown = excerpts.slice(0, allowance.excerpts);
	if (shown.length === 0) return;
	let blocks = shown.map((excerpt) => join$1([
		safe`${excerpt.case}`,
		...excerpt.baseline === void 0 ? [] : [safe`Baseline`, preBlock(excerpt.baseline)],
		...excerpt.candidate === void 0 ? [] : [safe`This PR`, preBlock(excerpt.candidate)]
	], "\n\n"));
	return folded(`Excerpts, redacted (${integer(shown.length)})`, join$1(blocks, "\n\n"));
}
function waiverToPaste(verdict, today) {
	let rules = waivable(failingRules(verdict)).slice(0, 10);
	if (layoutOf(verdict) !== "fail" || rules.length === 0) return;
	let how = safe`Put this in ${".llm-o11y/waivers.yml"} on the base branch, beside the gate file (where the file exists, add the entries), and say why and who accepts it. It takes effect once merged, and ends by itself.`;
	return folded("Waiver to paste", join$1([how, waiverBlock(rules, today)], "\n\n"));
}
function shownOnly(verdict, allowance) {
	let parts = [scoreboardTable(advisoryRows(verdict).slice(0, allowance.advisory)), layoutOf(verdict) === "fail" ? void 0 : failureTable(verdict, allowance.rows)].flatMap((part) => part ?? []);
	if (parts.length !== 0) return folded("Slices, scorers and failure modes that block nothing", join$1(parts, "\n\n"));
}
function datasetSight(verdict) {
	let quality = findRule(verdict, "quality");
	if (quality?.n === void 0) return;
	let drop = quality.limit?.max_drop, lines = [
		...quality.detectable === void 0 ? [] : [`A drop of ${plainPoints(quality.detectable)} points is blocked with 80% probability; a smaller one less often.`],
		...quality.cases_to_prove === void 0 || typeof drop != "number" ? [] : [`About ${counted(quality.cases_to_prove, "case")} would prove ${plainPoints(drop)} points when nothing changed.`],
		...quality.levels === void 0 ? [] : [`"At worst" errs in ${share(quality.levels.proof)} of runs at most, "at best" in ${share(quality.levels.block)}.`],
		...verdict.dataset.drafts === void 0 || verdict.dataset.drafts === 0 ? [] : [`${counted(verdict.dataset.drafts, "draft")} not run.`]
	];
	if (lines.length !== 0) return folded(`What these ${counted(quality.n, "case")} can see`, join$1(lines.map((line) => safe`- ${plain(line)}`), "\n"));
}
function share(level) {
	return `${Number((level * 100).toPrecision(2))}%`;
}
function datasetChanges({ dataset }, allowance) {
	let lists = [
		{
			title: safe`Added, run with their new rows`,
			ids: dataset.added
		},
		{
			title: safe`Edited, run with their base rows until merged`,
			ids: dataset.edited
		},
		{
			title: safe`Removed, run until merged`,
			ids: dataset.removed
		}
	].filter(({ ids }) => ids.length > 0);
	if (lists.length === 0) return;
	let lines = lists.map(({ title, ids }) => {
		let shown = ids.slice(0, allowance.ids).map((id) => codeSpan(id, 128)), more = ids.length - shown.length;
		return safe`- ${title} (${plain(integer(ids.length))}): ${join$1(more > 0 ? [...shown, safe`and ${plain(integer(more))} more`] : shown, " ")}`;
	}), total = lists.reduce((sum, { ids }) => sum + ids.length, 0);
	return folded(`Dataset changes in this pull request (${integer(total)})`, join$1(lines, "\n"));
}
function warnings(verdict, allowance) {
	let rows = verdict.verdict === "error" ? void 0 : problemTable(verdict, allowance.rows);
	return rows === void 0 ? void 0 : folded(`Warnings (${integer(verdict.problems.length)})`, rows);
}
// src/report/next-step.ts
function nextStep(verdict) {
	switch (layoutOf(verdict)) {
		case "fail": return safe`**Next:** ${seeLocally(verdict)}${waiverHint(verdict)}.`;
		case "undecided": return undecidedStep(verdict);
		case "cannot_tell": return safe`Nothing is blocked by this: the policy says ${"not_proven: allow"}.`;
		case "error": return spentBeforeError(verdict);
		default: return;
	}
}
function seeLocally(verdict) {
	let id = firstBroken(verdict), only = id !== void 0 && isShellWord(id) ? ` --case ${id}` : "";
	return safe`see it locally with ${codeSpan(`npx llm-o11y ${again(verdict)}${only}`, 240)}`;
}
function again({ arms: { baseline, candidate } }) {
	let records = [baseline.record, candidate.record].filter((file) => file !== void 0 && isShellWord(file));
	if (records.length === 2) return `compare ${records.join(" ")}`;
	let { sha } = baseline;
	return sha !== void 0 && /^[0-9a-f]{7,64}$/u.test(sha) ? `gate --base ${sha.slice(0, 7)}` : "gate";
}
function isShellWord(name) {
	return /^[\w./-]{1,128}$/u.test(name) && !name.startsWith("-");
}
function firstBroken(verdict) {
	let failing = failingRules(verdict);
	return findRule({
		...verdict,
		rules: [...failing]
	}, "critical")?.cases?.[0] ?? failing.find((rule) => (rule.cases?.length ?? 0) > 0)?.cases?.[0];
}
function waiverHint(verdict) {
	return waivable(failingRules(verdict)).length > 0 ? safe`; or, where this is accepted, merge the waiver below first` : safe``;
}
const steps = {
	judge: safe`mend the judge or its rubric on the base branch, then run again. Rule-scored results above stand`,
	budget: safe`raise ${"policy.budget"} on the base branch, or select fewer cases, then run again. What was done is kept`
}, runAgain = safe`run the job again: trials that succeeded are kept, and only what is missing is run`, compareAgain = safe`record what is missing, then compare again`;
function undecidedStep(verdict) {
	let [first] = unknownRules(verdict);
	if (first === void 0) return safe`**Next:** add cases or trials, or set ${"not_proven: allow"}. The policy blocks what is not proven.`;
	let step = steps[first.rule] ?? (verdict.spend.calls > 0 ? runAgain : compareAgain);
	return safe`**Next:** ${step}. This is not a verdict on the change.`;
}
function spentBeforeError({ spend }) {
	return spend.calls === 0 && (spend.usd ?? 0) === 0 ? safe`Nothing was evaluated, $0.00 spent.` : safe`Stopped after ${spend.calls} calls; spent: ${plain(spend.usd === void 0 ? "unknown" : usd(spend.usd))}.`;
}
function renderComment(verdict, options = {}) {
	let marker = markerOf(verdict.gate, options);
	return fit(commentStages, (allowance) => compose(verdict, options, allowance, [marker]), (text) => text.length, 6e4);
}
function renderSummary(verdict, options = {}) {
	return fit(summaryStages, (allowance) => compose(verdict, options, allowance, []), (text) => new TextEncoder().encode(text).length, 921600);
}
function markerOf(gate, { sha, run, attempt }) {
	return hiddenMarker("llm-o11y:v1", {
		gate,
		sha,
		run: run?.toString(),
		attempt: attempt?.toString()
	});
}
function compose(verdict, options, allowance, start) {
	let isError = layoutOf(verdict) === "error", excerpts = options.excerpts ?? [], sections = [
		reasons(verdict),
		brokenCritical(verdict, allowance.criticalIds),
		isError ? problemTable(verdict, allowance.rows) : scoreboardSection(verdict, allowance.rows),
		isError ? void 0 : evidenceLine(verdict),
		wouldDecide(verdict),
		layoutOf(verdict) === "fail" ? failureTable(verdict, 8) : void 0,
		ignoredEdits(verdict),
		waiverList(verdict),
		nextStep(verdict),
		isError ? lastVerdict(options) : void 0,
		...details(verdict, excerpts, options.today, allowance),
		leftOutNote(leftOut(verdict, excerpts, allowance), options.runUrl),
		identity(verdict, options)
	].flatMap((section) => section ?? []), top = join$1([...start, heading(verdict)], "\n");
	return `${source(join$1([top, ...sections], "\n\n"))}\n`;
}
function lastVerdict({ previous }) {
	if (previous === void 0) return;
	let on = previous.sha === void 0 ? safe`` : safe` on ${shortSha(previous.sha)}`;
	return safe`The last verdict, **${plain(previous.verdict)}**${on}, is outdated.`;
}
function leftOutNote(left, runUrl) {
	if (left.length === 0) return;
	let where = runUrl === void 0 ? safe`in the full report` : safe`in the ${link("full report", runUrl)}`;
	return safe`Left out here for length: ${plain(left.join(", "))}. They are ${where}.`;
}
function shortSha(sha) {
	return sha.slice(0, 7);
}
function identity(verdict, options) {
	let { arms, policy, dataset } = verdict, commits = [arms.candidate.sha, arms.baseline.sha].flatMap((sha) => sha === void 0 ? [] : [commitName(sha)]), parts = [
		...commits.length > 0 ? [join$1(commits, " vs ")] : [],
		policyWords(policy),
		...dataset.version === void 0 ? [] : [safe`dataset ${commitName(dataset.version.replace(/^sha256:/u, ""))}`],
		safe`seed ${verdict.seed}`,
		...options.runUrl === void 0 ? [] : [link("full report", options.runUrl)],
		...historyWords(verdict, options.history ?? [])
	];
	return safe`<sub>${join$1(parts, " · ")}</sub>`;
}
function policyWords({ sha, trusted }) {
	return trusted ? sha === void 0 ? safe`policy trusted` : safe`policy from ${commitName(sha)} (trusted)` : safe`policy from this change (not trusted)`;
}
function historyWords(verdict, history) {
	return history.length === 0 ? [] : [safe`history: ${join$1([...history.slice(-5).map((word) => plain(word)), safe`**${plain(verdict.verdict)}**`], " → ")}`];
}
function renderJunit(verdict) {
	let cases = [
		...verdict.rules.map((rule) => ruleCase(rule, verdict)),
		...criticalCases(verdict),
		...problemCases(verdict)
	], count = (outcome) => cases.filter((testCase) => testCase.outcome === outcome).length, counts = `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}"`;
	return [
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
		`<testsuites name="llm-o11y" ${counts}>`,
		`  <testsuite name="${xmlText(verdict.gate)}" ${counts}>`,
		"    <properties>",
		`      <property name="verdict" value="${verdict.verdict}"/>`,
		`      <property name="title" value="${xmlText(verdict.title)}"/>`,
		"    </properties>",
		...cases.map((testCase) => element(testCase, verdict.gate)),
		"  </testsuite>",
		"</testsuites>",
		""
	].join("\n");
}
function ruleCase(rule, verdict) {
	return {
		group: "rule",
		name: rule.rule,
		...ruleOutcome(rule, verdict)
	};
}
function ruleOutcome(rule, { policy }) {
	let { status, message } = rule;
	return status === "not_applicable" ? {
		outcome: "skipped",
		message
	} : status === "pass" ? {
		outcome: "passed",
		message
	} : rule.advisory === !0 ? {
		outcome: "skipped",
		message: `Blocks nothing: ${message}`
	} : rule.waived === void 0 ? status === "fail" ? {
		outcome: "failure",
		message
	} : status === "inconclusive" || policy.not_proven === "block" ? {
		outcome: "error",
		message
	} : {
		outcome: rule.measured === "beyond" ? "skipped" : "passed",
		message
	} : {
		outcome: "skipped",
		message: `Waived by ${rule.waived}: ${message}`
	};
}
function criticalCases(verdict) {
	let rule = findRule(verdict, "critical"), broken = new Set(rule?.status === "fail" && rule.advisory !== !0 ? rule.cases : []), moved = verdict.changed.filter((change) => change.critical === !0).map((change) => change.case);
	return [...new Set([...broken, ...moved])].slice(0, 1e3).map((name) => broken.has(name) ? criticalCase(name, rule?.waived === void 0 ? "failure" : "skipped", rule?.waived === void 0 ? "broken" : `broken, waived by ${rule.waived}`) : criticalCase(name, hasDropped(verdict, name) ? "skipped" : "passed", "moved, and is not confirmed as broken"));
}
function hasDropped({ changed }, name) {
	return changed.some((change) => change.case === name && change.candidate < change.baseline);
}
function criticalCase(name, outcome, what) {
	return {
		group: "critical",
		name,
		outcome,
		message: outcome === "passed" ? "" : `Critical case ${what}`
	};
}
function problemCases(verdict) {
	return verdict.verdict === "error" ? verdict.problems.length === 0 ? [{
		group: "gate",
		name: "run",
		outcome: "error",
		message: verdict.title
	}] : verdict.problems.map((problem) => ({
		group: "problem",
		name: problem.code,
		outcome: "error",
		message: formatProblem(problem)
	})) : [];
}
function element({ group, name, outcome, message }, gate) {
	let start = `    <testcase classname="${xmlText(`${gate}.${group}`)}" name="${xmlText(name, 200)}"`, text = xmlText(message);
	return outcome === "passed" ? text === "" ? `${start}/>` : `${start}><system-out>${text}</system-out></testcase>` : `${start}><${outcome} message="${text}"/></testcase>`;
}
// src/report/terminal.ts
const codes = {
	bold: 1,
	dim: 2,
	red: 31,
	green: 32,
	yellow: 33
}, wordStyles = {
	"ok, proven": "green",
	ok: "green",
	fail: "red",
	"cannot tell": "yellow",
	"not proven": "yellow",
	"no evidence": "yellow",
	waived: "yellow",
	"not gated": "dim"
};
function renderTerminal(verdict, { colour, width }) {
	let paint = colour ? (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m` : (_, text) => text;
	return `${[
		[paint("bold", `${`${symbolOf(verdict)} ${terminalText(verdict.title.replaceAll("`", ""), 400)}`}${verdict.gate === "default" ? "" : ` (${terminalText(verdict.gate, 60)})`}`)],
		ruleLines(scoreboard(verdict).slice(0, 40), width, paint),
		reasonLines(verdict, width),
		problemLines(verdict, width),
		evidenceLines(verdict, width)
	].filter((lines) => lines.length > 0).map((lines) => lines.map(breakWorkflowCommands).join("\n")).join("\n\n")}\n`;
}
function rowCells(row) {
	let label = row.name === void 0 ? row.label : `${row.label} ${terminalText(row.name, 60)}`, word = row.waiver === void 0 ? row.word : `waived by ${terminalText(row.waiver, 60)}`;
	return [
		label,
		row.baseline,
		row.candidate,
		row.change,
		row.limit,
		word
	];
}
const heads = [
	"",
	"baseline",
	"candidate",
	"change (at worst to at best)",
	"limit",
	""
];
function ruleLines(rows, width, paint) {
	if (rows.length === 0) return [];
	let cells = rows.map(rowCells), widths = heads.map((head, column) => Math.max(...[head, ...cells.map((row) => row[column] ?? "")].map((cell) => cell.length))), total = widths.reduce((sum, size) => sum + size, 0) + 2 * (widths.length - 1), styled = (row, word) => row === void 0 ? word : paint(wordStyles[row.word], word);
	if (total > width) return rows.flatMap((row, index) => listed(cells[index] ?? [], styled(row, cells[index]?.at(-1) ?? ""), width));
	let line = (row, word) => [...row.slice(0, -1).map((cell, column) => column === 1 || column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)), word].join("  ").trimEnd();
	return [line(heads, ""), ...rows.map((row, index) => line(cells[index] ?? [], styled(row, cells[index]?.at(-1) ?? "")))];
}
function listed([label = "", baseline = "", candidate = "", change = "", limit = ""], word, width) {
	let facts = [
		[baseline, candidate].filter((cell) => cell !== "").join(" → "),
		change,
		limit === "" ? "" : `limit ${limit}`
	].filter((cell) => cell !== "").join("; ");
	return [`${label}: ${word}`, ...wrap(facts, width, "  ", "  ")];
}
function reasonLines(verdict, width) {
	let rules = {
		fail: failingRules,
		undecided: unknownRules,
		cannot_tell: openRules
	}, layout = layoutOf(verdict);
	if (layout !== "fail" && layout !== "undecided" && layout !== "cannot_tell") return [];
	let found = rules[layout](verdict), more = found.length - 5;
	return [...found.slice(0, 5).flatMap((rule, index) => wrap(terminalText(rule.message), width, `${index + 1}. `, "   ")), ...more > 0 ? [`and ${more} more`] : []];
}
function problemLines({ problems }, width) {
	let more = problems.length - 50;
	return [...problems.slice(0, 50).flatMap((problem) => {
		let place = terminalText(formatPlace(problem), 200), fix = problem.fix === void 0 ? [] : wrap(terminalText(problem.fix), width, "  → ", "    ");
		return [
			...place === "" ? [] : [place],
			...wrap(terminalText(problem.message), width, "  ", "  "),
			...fix
		];
	}), ...more > 0 ? [`and ${more} more problems`] : []];
}
function evidenceLines(verdict, width) {
	let parts = [
		evidenceCounts(verdict),
		judgeWords(verdict),
		spendWords(verdict)
	].flatMap((part) => part ?? []), waivers = verdict.waivers.map((waiver) => `Waiver ${terminalText(waiver.id, 60)} for ${terminalText(waiver.rule, 60)}: ${waiver.state}, until ${terminalText(waiver.expires, 20)}`), edits = verdict.policy.ignored_edits.slice(0, 5).map((edit) => `Policy edited here, not applied until merged: ${terminalText(edit, 160)}`), untrusted = verdict.policy.trusted ? [] : ["Policy from this change (not trusted)"];
	return [
		...wrap(terminalText(parts.join("; ")), width, "", ""),
		...waivers.slice(0, 5),
		...edits,
		...untrusted
	];
}
function wrap(text, width, first, next) {
	let lines = [], line = first, isEmpty = !0;
	for (let word of text.split(" ").filter((part) => part !== "")) !isEmpty && line.length + 1 + word.length > width ? (lines.push(line), line = next + word) : line = isEmpty ? line + word : `${line} ${word}`, isEmpty = !1;
	return isEmpty ? lines : [...lines, line];
}
// src/report/verdict-json.ts
function renderVerdictJson(verdict) {
	return `${JSON.stringify(verdict, null, 2)}\n`;
}
// src/cli/deliver-verdict.ts
const defaultOut = "llm-o11y-out";
async function deliverVerdict(verdict, options, io) {
	let json = renderVerdictJson(verdict), { today } = io, files = {
		"verdict.json": json,
		"comment.md": renderComment(verdict, { today }),
		"summary.md": renderSummary(verdict, { today }),
		"junit.xml": renderJunit(verdict)
	};
	io.stdout(options.json ? json : renderTerminal(verdict, io));
	let folder = resolve(io.workingDir, options.out);
	try {
		await Promise.all(Object.entries(files).map(([name, text]) => writeUserFile(join(folder, name), [text]))), options.json || io.stdout(`\n${Object.keys(files).join("  ")}\nare in ${relative(io.workingDir, folder) || "."}/\n`);
	} catch (error) {
		let why = error instanceof Error ? error.message : String(error);
		io.stderr(`The files of the verdict could not be written to ${folder}: ${why}\n`);
	}
	return exitCode(verdict);
}
export { deliverVerdict as n, compareRecords as r, defaultOut as t };
