import { i as quoteValue } from "./problem.js";
import { C as boolean, D as literal, M as string, O as looseObject, P as unknown, R as gather, S as array, T as int, V as isJsonObject, b as _enum, j as strictObject, k as number, n as ProblemList, r as schemaProblems, s as suggestName, t as readJsonLines, w as discriminatedUnion, z as orThrow } from "./read-json-lines.js";
import { t as failureModes } from "./outcome.js";
// src/record/record-lines.ts
const trialKeys = {
	caseId: "case",
	caseHash: "case_hash",
	index: "trial",
	status: "status",
	output: "output",
	messages: "messages",
	toolCalls: "tool_calls",
	context: "context",
	usage: "usage",
	costUsd: "cost_usd",
	latencyMs: "latency_ms",
	ttftMs: "ttft_ms",
	cached: "cached",
	traceId: "trace_id",
	scores: "scores",
	failure: "failure"
}, usageKeys = {
	input: "input",
	cacheRead: "cache_read",
	output: "output"
}, headerKeys = {
	gate: "gate",
	arm: "arm",
	sha: "sha",
	target: "target",
	dataset: "dataset",
	scorers: "scorers",
	planned: "planned",
	shard: "shard",
	startedAt: "started_at"
}, scoreKeys = {
	scorer: "scorer",
	value: "value",
	passed: "passed",
	reason: "reason",
	failure: "failure"
};
function toHeader(line) {
	return rename(line, headerKeys);
}
function toTrial(line) {
	let calls = line.tool_calls;
	return {
		cached: !1,
		...rename(line, trialKeys),
		...calls && { toolCalls: calls.map(pickCall) },
		...line.usage && { usage: rename(line.usage, usageKeys) }
	};
}
function fromHeader(header) {
	let { cases, trials } = header.planned;
	return {
		type: "run",
		version: 1,
		...restore(header, headerKeys),
		planned: trials === void 0 ? { cases } : {
			cases,
			trials
		}
	};
}
function fromTrial(trial) {
	let { toolCalls, usage, scores } = trial;
	return {
		type: "trial",
		...restore(trial, trialKeys),
		...toolCalls && { tool_calls: toolCalls.map(pickCall) },
		...usage && { usage: restore(usage, usageKeys) },
		...scores && { scores: scores.map((score) => restore(score, scoreKeys)) }
	};
}
function pickCall(call) {
	return call.arguments === void 0 ? { name: call.name } : {
		name: call.name,
		arguments: call.arguments
	};
}
function rename(line, keys) {
	let renamed = {};
	for (let name in keys) {
		let value = line[keys[name] ?? name];
		value !== void 0 && (renamed[name] = value);
	}
	return renamed;
}
function restore(object, keys) {
	let line = {};
	for (let [name, key] of Object.entries(keys)) object[name] !== void 0 && (line[key] = object[name]);
	return line;
}
// src/record/record-schema.ts
const text = string({ error: "a text that is not empty" }).min(1, { error: "a text that is not empty" }), count = int({ error: "a whole number from 0 up" }).nonnegative({ error: "a whole number from 0 up" }), amount = number({ error: "a number from 0 up" }).nonnegative({ error: "a number from 0 up" }), present = unknown().refine((value) => value !== null, { error: "a value" }), failure = string({ error: "a failure mode" }).regex(RegExp(`^(?:${failureModes.join("|")})(?:/[A-Za-z0-9._-]{1,64})?$`), { error: `one of ${failureModes.map((mode) => `\`${mode}\``).join(", ")}, or a mode of your own below one, such as \`other/name\`` }), runLineSchema = strictObject({
	type: literal("run"),
	version: literal(1, { error: "1, the only version there is" }),
	gate: text.optional(),
	arm: _enum(["baseline", "candidate"], { error: "`baseline` or `candidate`" }).optional(),
	sha: text.optional(),
	target: text.optional(),
	dataset: text.optional(),
	scorers: text.optional(),
	planned: strictObject({
		cases: count,
		trials: int({ error: "a whole number from 1 up" }).positive({ error: "a whole number from 1 up" }).optional()
	}, { error: "an object with `cases`" }),
	shard: string({ error: "a shard such as 1/4" }).regex(/^[1-9][0-9]{0,3}\/[1-9][0-9]{0,3}$/, {
		error: "a shard such as 1/4",
		abort: !0
	}).refine((shard) => shardNumber(shard).index <= shardNumber(shard).total, { error: "a shard from 1/n to n/n" }).optional(),
	started_at: text.optional()
}, { error: "an object" }), toolCall = looseObject({
	name: text,
	arguments: present.optional()
}, { error: "an object with `name` and `arguments`" }), score = strictObject({
	scorer: text,
	value: number({ error: "a number from 0 to 1" }).min(0, { error: "a number from 0 to 1" }).max(1, { error: "a number from 0 to 1" }),
	passed: boolean({ error: "true or false" }).optional(),
	reason: string({ error: "a text" }).optional(),
	failure: failure.optional()
}, { error: "an object, a score" }), trialLineSchema = strictObject({
	type: literal("trial"),
	case: string({ error: "the id of a case" }).regex(/^[A-Za-z0-9._/-]{1,128}$/, { error: "the id of a case: 1 to 128 characters of A-Z a-z 0-9 . _ / -" }),
	case_hash: text.optional(),
	trial: count,
	status: _enum([
		"ok",
		"app_error",
		"infra_error"
	], { error: "`ok`, `app_error` (the app failed) or `infra_error` (provider or network)" }),
	output: present.optional(),
	messages: array(looseObject({}, { error: "an object, a message" }), { error: "a list of messages" }).optional(),
	tool_calls: array(toolCall, { error: "a list of calls" }).optional(),
	context: present.optional(),
	usage: looseObject({
		input: count.optional(),
		cache_read: count.optional(),
		output: count.optional()
	}, { error: "an object with `input` and `output` in tokens" }).optional(),
	cost_usd: amount.optional(),
	latency_ms: amount.optional(),
	ttft_ms: amount.optional(),
	cached: boolean({ error: "true or false" }).optional(),
	trace_id: text.optional(),
	scores: array(score, { error: "a list of scores" }).optional(),
	failure: failure.optional()
}, { error: "an object" }), endLineSchema = strictObject({
	type: literal("end"),
	reason: _enum([
		"look",
		"early_stop",
		"budget",
		"deadline",
		"signal",
		"outage"
	], { error: "the reason why the run ended" }),
	cases: count
}, { error: "an object" });
discriminatedUnion("type", [
	runLineSchema,
	trialLineSchema,
	endLineSchema
]);
function shardNumber(shard) {
	let [index = 0, total = 0] = shard.split("/").map(Number);
	return {
		index,
		total
	};
}
// src/record/read-record.ts
const schemaByType = {
	run: runLineSchema,
	trial: trialLineSchema,
	end: endLineSchema
};
async function readRunRecord(file, chunks) {
	let reader = new RecordReader(file);
	for await (let lines of readJsonLines(file, chunks)) {
		for (let line of lines) "problem" in line ? reader.skip(line.problem) : reader.take(line.value, {
			file,
			line: line.line
		});
		if (reader.problems.isFull) break;
	}
	return reader.finish();
}
var RecordReader = class {
	problems;
	#file;
	#trialsByCaseId = new Map();
	#lines = 0;
	#header;
	#end;
	constructor(file) {
		this.#file = file, this.problems = new ProblemList(file);
	}
	skip(problem) {
		this.#lines++, this.problems.add(problem);
	}
	take(value, place) {
		this.#lines++;
		let type = isJsonObject(value) ? value.type : void 0;
		if (this.#lines === 1 && type !== "run" && this.problems.add({
			...place,
			...noHeader
		}), this.#end !== void 0 && this.problems.add({
			code: "line-after-end",
			...place,
			message: `the record ended on line ${this.#end.line}.`,
			fix: "`end` is the last line of a record."
		}), type !== "run" && type !== "trial" && type !== "end") {
			this.problems.add({
				...place,
				...unknownType(value, type)
			});
			return;
		}
		let found = schemaProblems(schemaByType[type], value, place);
		this.problems.add(...found), type === "run" && this.#lines > 1 && this.problems.add({
			...place,
			...lateHeader
		}), found.length > 0 || (type === "run" ? this.#header ??= toHeader(value) : type === "end" ? this.#end ??= {
			value: toEnd(value),
			line: place.line
		} : this.#takeTrial(toTrial(value), place));
	}
	#takeTrial(trial, place) {
		let { caseId, index, status, output, messages, scores } = trial;
		status === "ok" && output === void 0 && messages === void 0 && scores === void 0 && this.problems.add({
			...place,
			...emptyTrial
		});
		let doubled = firstRepeated(scores?.map(({ scorer }) => scorer) ?? []);
		doubled !== void 0 && this.problems.add({
			code: "duplicate-score",
			...place,
			message: `\`scores\`: the scorer ${quoteValue(doubled)} is there twice in one trial.`,
			fix: "Keep one, or give them names of their own."
		});
		let trials = this.#trialsByCaseId.get(caseId) ?? new Map(), earlier = trials.get(index);
		earlier === void 0 ? (trials.set(index, {
			trial,
			line: place.line
		}), this.#trialsByCaseId.set(caseId, trials)) : this.problems.add({
			code: "duplicate-trial",
			...place,
			message: `trial ${index} of case "${caseId}" is already on line ${earlier.line}.`,
			fix: "A trial has one line: remove one, or number repeats 0, 1, 2, ..."
		});
	}
	finish() {
		return this.#lines === 0 && this.problems.add({
			file: this.#file,
			...emptyRecord
		}), this.problems.problems.length > 0 || this.#header === void 0 ? {
			ok: !1,
			problems: this.problems.problems
		} : {
			ok: !0,
			value: {
				file: this.#file,
				header: this.#header,
				trialsByCaseId: sortTrials(Array.from(this.#trialsByCaseId.values(), (trials) => Array.from(trials.values(), ({ trial }) => trial))),
				...this.#end === void 0 ? {} : { end: this.#end.value }
			}
		};
	}
};
function toEnd({ reason, cases }) {
	return {
		reason,
		cases
	};
}
function firstRepeated(names) {
	let seen = new Set();
	return names.find((name) => seen.size === seen.add(name).size);
}
function sortTrials(groups) {
	let entries = groups.flatMap((trials) => {
		let [first] = trials;
		return first === void 0 ? [] : [[first.caseId, trials.toSorted((a, b) => a.index - b.index)]];
	});
	return new Map(entries.toSorted(([a], [b]) => a < b ? -1 : 1));
}
function unknownType(value, type) {
	return isJsonObject(value) ? type === void 0 ? {
		code: "missing-key",
		message: "`type` is missing.",
		fix: "Add `type`: `run`, `trial` or `end`."
	} : {
		code: "unknown-type",
		message: `unknown type ${quoteValue(type)}.`,
		fix: suggestName(typeof type == "string" ? type : "", Object.keys(schemaByType))
	} : {
		code: "wrong-value",
		message: `expected an object with \`type\`, got ${quoteValue(value)}.`
	};
}
const headerExample = "{\"type\":\"run\",\"version\":1,\"planned\":{\"cases\":120}}", noHeader = {
	code: "no-header",
	message: "the record does not start with its header, so what was planned is unknown.",
	fix: `Begin with ${headerExample}`
}, lateHeader = {
	code: "late-header",
	message: "a header stands only on the first line.",
	fix: "One record is one run: remove this line, or `merge` the records."
}, emptyRecord = {
	code: "empty-record",
	message: "the record is empty.",
	fix: `Begin with ${headerExample}`
}, emptyTrial = {
	code: "empty-trial",
	message: "the trial is `ok` and has nothing to score.",
	fix: "Add at least one of `output`, `messages`, `scores`; an app that failed is `app_error`."
};
function mergeRecords(records) {
	let ordered = records.toSorted(compareShards), [first] = ordered;
	if (first === void 0) return {
		ok: !1,
		problems: [{
			code: "no-records",
			message: "there are no records to merge.",
			fix: "Name the run records."
		}]
	};
	let { shard: _shard, startedAt: _startedAt, ...identity } = first.header, startedAt = ordered.flatMap(({ header }) => header.startedAt ?? []).toSorted().at(0), trialsByCaseId = joinTrials(ordered), problems = [
		...findMixed(first, ordered.slice(1)),
		...findShardFaults(ordered),
		...findDoubledTrials(ordered),
		...findEndFaults(ordered),
		...findBeyondPlan(first, trialsByCaseId.size)
	];
	if (problems.length > 0) return {
		ok: !1,
		problems
	};
	let end = mergeEnds(ordered, trialsByCaseId.size);
	return {
		ok: !0,
		value: {
			header: {
				...identity,
				...startedAt === void 0 ? {} : { startedAt }
			},
			trialsByCaseId,
			...end === void 0 ? {} : { end }
		}
	};
}
function compareShards(a, b) {
	let [left, right] = [a, b].map(({ header }) => header.shard === void 0 ? 0 : shardNumber(header.shard).index);
	return (left ?? 0) - (right ?? 0) || (a.file < b.file ? -1 : 1);
}
const identityKeys = {
	gate: (header) => header.gate,
	arm: (header) => header.arm,
	sha: (header) => header.sha,
	target: (header) => header.target,
	dataset: (header) => header.dataset,
	scorers: (header) => header.scorers,
	"planned.cases": (header) => header.planned.cases,
	"planned.trials": (header) => header.planned.trials,
	"the number of shards": (header) => header.shard === void 0 ? void 0 : shardNumber(header.shard).total
};
function findMixed(first, others) {
	return others.flatMap(({ file, header }) => {
		let differences = Object.entries(identityKeys).flatMap(([name, read]) => {
			let [here, there] = [read(header), read(first.header)];
			return here === there ? [] : [`${name} ${show(here)}, not ${show(there)}`];
		});
		return differences.length === 0 ? [] : [{
			code: "mixed-records",
			file,
			line: 1,
			message: `the record is of another run than ${first.file}: ${differences.join("; ")}.`,
			fix: "Merge the shards of one run; each repeats the plan of the whole run."
		}];
	});
}
function show(value) {
	return value === void 0 ? "absent" : quoteValue(value);
}
function findShardFaults(records) {
	let fileByShard = new Map(), problems = [];
	for (let { file, header } of records) {
		if (header.shard === void 0) continue;
		let earlier = fileByShard.get(header.shard);
		earlier === void 0 ? fileByShard.set(header.shard, file) : problems.push({
			code: "doubled-shard",
			file,
			line: 1,
			message: `shard ${header.shard} is there twice: it is also ${earlier}.`,
			fix: "Name each shard once."
		});
	}
	let totals = new Set([...fileByShard.keys()].map((shard) => shardNumber(shard).total)), [total] = totals;
	if (total === void 0 || totals.size > 1) return problems;
	let missing = Array.from({ length: total }, (_, at) => `${at + 1}/${total}`).filter((shard) => !fileByShard.has(shard));
	if (missing.length === 0) return problems;
	let more = missing.length > 20 ? ` and ${missing.length - 20} more` : "";
	return [...problems, {
		code: "missing-shard",
		message: `${missing.length} of ${total} shards ${missing.length === 1 ? "is" : "are"} missing: ${missing.slice(0, 20).join(", ")}${more} (given: ${listFiles(records)}).`,
		fix: "Add the missing records, or run those shards again."
	}];
}
function listFiles(records) {
	return `${records.slice(0, 5).map(({ file }) => file).join(", ")}${records.length > 5 ? ` and ${records.length - 5} more` : ""}`;
}
function findDoubledTrials(records) {
	let fileByTrial = new Map(), problems = [];
	for (let { file, trialsByCaseId } of records) for (let [caseId, trials] of trialsByCaseId) for (let { index } of trials) {
		let key = `${index} of case "${caseId}"`, earlier = fileByTrial.get(key);
		earlier === void 0 ? fileByTrial.set(key, file) : problems.push({
			code: "doubled-trial",
			file,
			message: `trial ${key} is also in ${earlier}.`,
			fix: "A trial stands in one record only."
		});
	}
	if (problems.length <= 20) return problems;
	let more = problems.length - 20;
	return [...problems.slice(0, 20), {
		code: "more-problems",
		message: `${more} more trials are there twice.`
	}];
}
function findEndFaults(records) {
	if (records.some(({ end }) => end !== void 0 && !isPlanned(end.reason))) return [];
	let [first, ...others] = records;
	return others.filter(({ end }) => end?.reason !== first?.end?.reason).map(({ file, end }) => ({
		code: "mixed-records",
		file,
		message: `the record ${describeEnd(end)}, but ${first?.file ?? ""} ${describeEnd(first?.end)}.`,
		fix: "A look or an early stop ends every shard of a run; merge shards of one run."
	}));
}
function describeEnd(end) {
	return end === void 0 ? "ran to the end" : `ended with \`${end.reason}\``;
}
function isPlanned(reason) {
	return reason === "look" || reason === "early_stop";
}
function findBeyondPlan({ file, header }, cases) {
	return cases <= header.planned.cases ? [] : [{
		code: "beyond-plan",
		file,
		line: 1,
		message: `\`planned.cases\` is ${header.planned.cases}, but the records hold ${cases} cases.`,
		fix: "Each shard repeats the plan of the whole run: write the number of all cases."
	}];
}
function mergeEnds(records, cases) {
	let ends = records.flatMap(({ end }) => end ?? []), last = ends.find(({ reason }) => !isPlanned(reason)) ?? ends[0];
	if (last === void 0) return;
	let unseen = records.reduce((sum, { end, trialsByCaseId }) => sum + (end ? end.cases - trialsByCaseId.size : 0), 0);
	return {
		reason: last.reason,
		cases: Math.max(0, cases + unseen)
	};
}
function joinTrials(records) {
	let groups = new Map();
	for (let { trialsByCaseId } of records) for (let [caseId, trials] of trialsByCaseId) {
		let group = groups.get(caseId) ?? [];
		group.push(...trials), groups.set(caseId, group);
	}
	return sortTrials([...groups.values()]);
}
// src/gate/merge-record-files.ts
async function mergeRecordFiles(paths, effects) {
	let records = await gather(paths.map((path) => readAll(path, effects)));
	return orThrow(mergeRecords(records.flat()));
}
async function readAll(path, effects) {
	let sources = await effects.openRecord(path);
	return gather(sources.map(async ({ file, chunks }) => orThrow(await readRunRecord(file, chunks))));
}
export { fromTrial as a, fromHeader as i, readAll as n, mergeRecords as r, mergeRecordFiles as t };
